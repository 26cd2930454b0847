-- One row per milestone and cost category, 0 where a side has none: the published mid of the
-- document, the effect of its currency, and what the published scenario models. The mid and
-- the own cost of the scenario are versions of the same cost: never add them up.
with published_costs as (select * from {{ ref('int_published_model_costs') }}),

modeled_costs as (
    select *
    from {{ ref('milestone_costs') }}
    where scenario_code = '{{ var("published_scenario_code") }}'
),

matched_costs as (
    select
        coalesce(published_costs.milestone_code, modeled_costs.milestone_code) as milestone_code,
        coalesce(published_costs.cost_category, modeled_costs.cost_category) as cost_category,
        coalesce(published_costs.published_amount, 0) as published_amount,
        published_costs.published_currency_code,
        coalesce(published_costs.published_mid_eur, 0) as published_mid_eur,
        coalesce(modeled_costs.mid_eur, 0) as modeled_mid_eur,
        coalesce(modeled_costs.cost_eur, 0) as modeled_eur
    from published_costs
    full outer join modeled_costs
        on
            published_costs.milestone_code = modeled_costs.milestone_code
            and published_costs.cost_category = modeled_costs.cost_category
)

select
    milestone_code,
    cost_category,
    cast(published_amount as decimal(18, 2)) as published_amount,
    published_currency_code,
    cast(published_amount as decimal(18, 2)) as published_at_par_eur,
    cast(published_mid_eur - published_amount as decimal(18, 2)) as fx_effect_eur,
    cast(published_mid_eur as decimal(18, 2)) as published_mid_eur,
    cast(modeled_mid_eur as decimal(18, 2)) as modeled_mid_eur,
    cast(modeled_eur as decimal(18, 2)) as modeled_eur,
    cast(modeled_eur - published_mid_eur as decimal(18, 2)) as difference_eur,
    {{ divide('modeled_eur - published_mid_eur', 'published_mid_eur') }} as share_of_published
from matched_costs
