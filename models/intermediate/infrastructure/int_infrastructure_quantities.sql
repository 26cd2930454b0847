-- One row per load and component of the infrastructure model that serves the load's active users.
with loads as (select * from {{ ref('int_infrastructure_loads') }}),

models as (select * from {{ ref('stg_infrastructure_cost_models') }}),

components as (select * from {{ ref('stg_infrastructure_model_components') }})

select
    loads.load_code,
    components.infrastructure_model_component_code,
    components.service_code,
    components.cost_component,
    cast({{ product([
        'components.quantity_fixed + ' ~ product([
            'components.quantity_per_active_user', 'loads.active_users',
        ]),
        'loads.infrastructure_usage',
    ]) }} as decimal(18, 6)) as quantity
from loads
inner join models
    on
        loads.active_users >= models.user_scale_min
        and (loads.active_users <= models.user_scale_max or models.user_scale_max is null)
inner join components
    on
        models.infrastructure_model_code = components.infrastructure_model_code
        and (components.applies_from = 'always' or loads.has_model_revenue)
