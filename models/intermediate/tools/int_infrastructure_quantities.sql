-- One row per scenario variant, month and component of the infrastructure model that serves the
-- month's active users.
with active_users as (select * from {{ ref('int_user_base') }}),

variants as (select * from {{ ref('int_scenario_variants') }}),

models as (select * from {{ ref('stg_infrastructure_cost_models') }}),

components as (select * from {{ ref('stg_infrastructure_model_components') }}),

model_revenue_start as (select * from {{ ref('int_model_revenue_start') }})

select
    active_users.scenario_code,
    active_users.month_index,
    models.infrastructure_model_code,
    components.infrastructure_model_component_code,
    components.service_code,
    components.cost_component,
    components.source_code,
    cast({{ product([
        component_quantity('components', 'active_users.active_users'),
        'variants.infrastructure_usage',
    ]) }} as decimal(18, 6)) as quantity
from active_users
inner join variants on active_users.scenario_code = variants.scenario_code
inner join models
    on
        active_users.active_users >= models.user_scale_min
        and (active_users.active_users <= models.user_scale_max or models.user_scale_max is null)
inner join components on models.infrastructure_model_code = components.infrastructure_model_code
cross join model_revenue_start
where
    components.applies_from = 'always'
    or active_users.month_index >= model_revenue_start.first_month
