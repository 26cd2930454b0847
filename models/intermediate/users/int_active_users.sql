-- One row per scenario variant and month: whole active users.
with variants as (select * from {{ ref('int_scenario_variants') }}),

curves as (select * from {{ ref('int_growth_curves') }})

select
    variants.scenario_code,
    curves.month_index,
    curves.growth_model_code,
    cast(
        round({{ product(['curves.active_users', 'variants.user_growth']) }}, 0) as integer
    ) as active_users
from variants
inner join curves on variants.growth_model_code = curves.growth_model_code
