-- One row per load that infrastructure carries: a scenario variant in a month, or a user scale on
-- the plan date at drivers 1, before model revenue starts.
with active_users as (select * from {{ ref('int_user_base') }}),

variants as (select * from {{ ref('int_scenario_variants') }}),

months as (select * from {{ ref('int_months') }}),

model_revenue_start as (select * from {{ ref('int_model_revenue_start') }}),

scales as (select * from {{ ref('stg_user_scale_thresholds') }}),

constants as (select * from {{ ref('int_planning_constants') }})

select
    active_users.variant_code
    || ':'
    || cast(active_users.month_index as {{ dbt.type_string() }}) as load_code,
    active_users.variant_code,
    active_users.month_index,
    cast(null as {{ dbt.type_string() }}) as scale_code,
    months.month_start as price_date,
    active_users.active_users,
    coalesce(active_users.month_index >= model_revenue_start.first_month, false)
        as has_model_revenue,
    variants.infrastructure_usage,
    variants.infrastructure_price
from active_users
inner join variants on active_users.variant_code = variants.variant_code
inner join months on active_users.month_index = months.month_index
left join model_revenue_start on active_users.variant_code = model_revenue_start.variant_code

union all

select
    scales.scale_code as load_code,
    cast(null as {{ dbt.type_string() }}) as variant_code,
    cast(null as integer) as month_index,
    scales.scale_code,
    constants.fx_plan_date as price_date,
    scales.user_count as active_users,
    false as has_model_revenue,
    cast(1 as decimal(9, 6)) as infrastructure_usage,
    cast(1 as decimal(9, 6)) as infrastructure_price
from scales
cross join constants
