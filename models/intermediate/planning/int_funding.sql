-- One row per scenario variant and month in which a round of funding comes in, in EUR. A round of a
-- scenario also comes in in the scenarios that descend from it.
with rounds as (select * from {{ ref('stg_funding_rounds') }}),

ancestors as (select * from {{ ref('int_scenario_ancestors') }}),

variants as (select * from {{ ref('int_scenario_variants') }}),

fx_rates as (select * from {{ ref('int_variant_fx_rates') }}),

amounts as (
    select
        variants.variant_code,
        rounds.month_index,
        cast(round({{ product(['rounds.amount', 'fx_rates.eur_per_unit']) }}, 2) as decimal(18, 2))
            as amount_eur
    from variants
    inner join ancestors on variants.base_scenario_code = ancestors.scenario_code
    inner join rounds on ancestors.ancestor_code = rounds.scenario_code
    -- A round in a currency without a rate keeps its row: the not-null test then stops the build.
    left join fx_rates
        on
            variants.variant_code = fx_rates.variant_code
            and rounds.currency_code = fx_rates.currency_code
)

select
    variant_code,
    month_index,
    cast(sum(amount_eur) as decimal(18, 2)) as funding_eur
from amounts
group by variant_code, month_index
