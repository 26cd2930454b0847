-- One row per scenario variant and currency: EUR for one unit, at the variant's set of rates.
with variants as (select * from {{ ref('int_scenario_variants') }}),

rates as (select * from {{ ref('int_fx_rate_sets') }})

select
    variants.variant_code,
    rates.currency_code,
    {{ moved_fx_rate('rates.currency_code', 'rates.eur_per_unit', 'variants.fx_usd') }}
        as eur_per_unit
from variants
inner join rates on variants.fx_rate_set = rates.fx_rate_set
