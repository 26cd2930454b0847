-- One row per load and currency: EUR for one unit. A month has the rates of its variant, a user
-- scale those of the plan.
with loads as (select * from {{ ref('int_infrastructure_loads') }}),

variant_rates as (select * from {{ ref('int_variant_fx_rates') }}),

plan_rates as (select * from {{ ref('int_plan_fx_rates') }})

select
    loads.load_code,
    variant_rates.currency_code,
    variant_rates.eur_per_unit
from loads
inner join variant_rates on loads.variant_code = variant_rates.variant_code

union all

select
    loads.load_code,
    plan_rates.currency_code,
    plan_rates.eur_per_unit
from loads
cross join plan_rates
where loads.scale_code is not null
