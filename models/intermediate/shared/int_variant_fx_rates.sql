-- One row per scenario variant and currency: EUR for one unit.
with variants as (select * from {{ ref('int_scenario_variants') }}),

plan_rates as (select * from {{ ref('int_plan_fx_rates') }})

select
    variants.variant_code,
    plan_rates.currency_code,
    {{ moved_fx_rate('plan_rates.currency_code', 'plan_rates.eur_per_unit', 'variants.fx_usd') }}
        as eur_per_unit
from variants
cross join plan_rates
