-- One row per cost category and line of the cost ledger that is not labor: its name, who is paid,
-- for which service or framework, and whether and for which months the line comes back. What payout
-- fees cover is the dividend period before them, whose length its policy says.
with components as (select * from {{ ref('stg_infrastructure_model_components') }}),

services as (select * from {{ ref('stg_services') }}),

llm_plans as (select * from {{ ref('stg_llm_usage_plans') }}),

llm_models as (
    select distinct
        model_code,
        provider_code
    from {{ ref('stg_llm_api_costs') }}
),

training_runs as (select * from {{ ref('stg_ml_training_runs') }}),

instances as (select * from {{ ref('stg_ml_compute_instances') }}),

projects as (select * from {{ ref('stg_legal_projects') }}),

counsel_rates as (select * from {{ ref('stg_legal_counsel_rates') }}),

compliance_steps as (select * from {{ ref('stg_compliance_milestones') }}),

-- A legal project that covers steps of one framework is work for that framework.
covered_frameworks as (
    select
        legal_project_code,
        min(framework_code) as framework_code
    from compliance_steps
    where legal_project_code is not null
    group by legal_project_code
    having min(framework_code) = max(framework_code)
)

select
    'infrastructure' as cost_category,
    components.infrastructure_model_component_code as line_code,
    components.component || ': ' || services.name as line_name,
    services.provider_code,
    cast(null as {{ dbt.type_string() }}) as framework_code,
    components.service_code,
    true as is_recurring,
    1 as covers_months,
    'ahead' as accrual
from components
inner join services on components.service_code = services.service_code

union all

select
    'infrastructure' as cost_category,
    components.infrastructure_model_component_code || ':minimum' as line_code,
    components.component || ': ' || services.name || ', minimum bill' as line_name,
    services.provider_code,
    cast(null as {{ dbt.type_string() }}) as framework_code,
    components.service_code,
    true as is_recurring,
    1 as covers_months,
    'ahead' as accrual
from components
inner join services on components.service_code = services.service_code
where services.service_minimum_code is not null

union all

select
    'llm' as cost_category,
    llm_plans.llm_usage_plan_code as line_code,
    llm_plans.name as line_name,
    llm_models.provider_code,
    cast(null as {{ dbt.type_string() }}) as framework_code,
    cast(null as {{ dbt.type_string() }}) as service_code,
    true as is_recurring,
    1 as covers_months,
    'ahead' as accrual
from llm_plans
inner join llm_models on llm_plans.model_code = llm_models.model_code

union all

select
    'ml_training' as cost_category,
    training_runs.training_run_code as line_code,
    training_runs.name as line_name,
    instances.provider_code,
    cast(null as {{ dbt.type_string() }}) as framework_code,
    cast(null as {{ dbt.type_string() }}) as service_code,
    false as is_recurring,
    cast(null as integer) as covers_months,
    cast(null as {{ dbt.type_string() }}) as accrual
from training_runs
inner join instances on training_runs.instance_code = instances.instance_code

union all

select
    'third_party' as cost_category,
    'processing:' || revenue_stream_code as line_code,
    'Payment processing: ' || name as line_name,
    provider_code,
    cast(null as {{ dbt.type_string() }}) as framework_code,
    cast(null as {{ dbt.type_string() }}) as service_code,
    true as is_recurring,
    1 as covers_months,
    'ahead' as accrual
from {{ ref('stg_revenue_streams') }}

union all

select
    'third_party' as cost_category,
    'payout:' || payout_method_code as line_code,
    'Payout fees: ' || name as line_name,
    provider_code,
    cast(null as {{ dbt.type_string() }}) as framework_code,
    cast(null as {{ dbt.type_string() }}) as service_code,
    true as is_recurring,
    cast(null as integer) as covers_months,
    'arrears' as accrual
from {{ ref('stg_payout_methods') }}

union all

select
    'legal' as cost_category,
    projects.legal_project_code as line_code,
    projects.name as line_name,
    counsel_rates.provider_code,
    covered_frameworks.framework_code,
    cast(null as {{ dbt.type_string() }}) as service_code,
    false as is_recurring,
    cast(null as integer) as covers_months,
    cast(null as {{ dbt.type_string() }}) as accrual
from projects
inner join counsel_rates
    on projects.legal_counsel_rate_code = counsel_rates.legal_counsel_rate_code
left join covered_frameworks
    on projects.legal_project_code = covered_frameworks.legal_project_code

union all

select
    'legal' as cost_category,
    contract_template_code as line_code,
    name as line_name,
    provider_code,
    cast(null as {{ dbt.type_string() }}) as framework_code,
    cast(null as {{ dbt.type_string() }}) as service_code,
    false as is_recurring,
    cast(null as integer) as covers_months,
    cast(null as {{ dbt.type_string() }}) as accrual
from {{ ref('stg_contract_templates') }}

union all

select
    'compliance' as cost_category,
    compliance_milestone_code as line_code,
    name as line_name,
    provider_code,
    framework_code,
    cast(null as {{ dbt.type_string() }}) as service_code,
    is_recurring,
    case when is_recurring then 1 end as covers_months,
    case when is_recurring then 'ahead' end as accrual
from compliance_steps

union all

select
    cost_category,
    direct_cost_code as line_code,
    name as line_name,
    provider_code,
    cast(null as {{ dbt.type_string() }}) as framework_code,
    cast(null as {{ dbt.type_string() }}) as service_code,
    is_recurring,
    case when is_recurring then coalesce(covers_months, every_months, 1) end as covers_months,
    case when is_recurring then coalesce(accrual, 'ahead') end as accrual
from {{ ref('stg_milestone_direct_costs') }}

union all

select
    'overhead' as cost_category,
    overhead_cost_code as line_code,
    name as line_name,
    provider_code,
    cast(null as {{ dbt.type_string() }}) as framework_code,
    cast(null as {{ dbt.type_string() }}) as service_code,
    is_recurring,
    case when is_recurring then coalesce(covers_months, every_months, 1) end as covers_months,
    case when is_recurring then coalesce(accrual, 'ahead') end as accrual
from {{ ref('stg_overhead_costs') }}
