-- One row per planned cost line and estimate: legal projects, templates, compliance steps and
-- direct costs, with the amount of the whole line in its own currency at drivers 1, and the months
-- over which it is spread. What a legal project covers costs 0 here.
with templates as (select * from {{ ref('stg_contract_templates') }}),

compliance_steps as (select * from {{ ref('stg_compliance_milestones') }}),

direct_costs as (select * from {{ ref('stg_milestone_direct_costs') }}),

milestones as (select * from {{ ref('stg_milestones') }}),

estimates as (select * from {{ ref('int_estimates') }})

select
    'legal' as cost_category,
    legal_project_code as line_code,
    estimate,
    milestone_code,
    first_month,
    last_month,
    'even' as spread,
    cast(null as integer) as every_months,
    is_completion,
    'legal_rate' as driver_code,
    engagement_type = 'hourly' as is_hourly,
    amount,
    currency_code,
    source_code,
    price_seed,
    price_key,
    quantity_seed,
    quantity_key
from {{ ref('int_legal_project_amounts') }}

union all

select
    'legal' as cost_category,
    templates.contract_template_code as line_code,
    estimates.estimate,
    templates.milestone_code,
    milestones.first_month,
    milestones.last_month,
    'even' as spread,
    cast(null as integer) as every_months,
    false as is_completion,
    'legal_rate' as driver_code,
    false as is_hourly,
    case
        when templates.legal_project_code is null then {{ by_estimate('templates.cost') }} else 0
    end as amount,
    templates.currency_code,
    templates.source_code,
    'raw_contract_templates' as price_seed,
    templates.contract_template_code as price_key,
    cast(null as {{ dbt.type_string() }}) as quantity_seed,
    cast(null as {{ dbt.type_string() }}) as quantity_key
from templates
inner join milestones on templates.milestone_code = milestones.milestone_code
cross join estimates

union all

select
    'compliance' as cost_category,
    compliance_steps.compliance_milestone_code as line_code,
    estimates.estimate,
    compliance_steps.milestone_code,
    coalesce(compliance_steps.first_month, milestones.first_month) as first_month,
    coalesce(compliance_steps.last_month, milestones.last_month) as last_month,
    'even' as spread,
    cast(null as integer) as every_months,
    false as is_completion,
    'compliance' as driver_code,
    false as is_hourly,
    case
        when compliance_steps.legal_project_code is null
            then
                {{ by_estimate('compliance_steps.external_cost') }}
                + {{ by_estimate('compliance_steps.audit_cost') }}
        else 0
    end as amount,
    compliance_steps.currency_code,
    compliance_steps.source_code,
    'raw_compliance_milestones' as price_seed,
    compliance_steps.compliance_milestone_code as price_key,
    cast(null as {{ dbt.type_string() }}) as quantity_seed,
    cast(null as {{ dbt.type_string() }}) as quantity_key
from compliance_steps
inner join milestones on compliance_steps.milestone_code = milestones.milestone_code
cross join estimates

union all

select
    direct_costs.cost_category,
    direct_costs.direct_cost_code as line_code,
    estimates.estimate,
    direct_costs.milestone_code,
    direct_costs.first_month,
    direct_costs.last_month,
    direct_costs.spread,
    direct_costs.every_months,
    direct_costs.is_completion,
    direct_costs.cost_category as driver_code,
    false as is_hourly,
    {{ by_estimate('direct_costs.amount') }} as amount,
    direct_costs.currency_code,
    direct_costs.source_code,
    'raw_milestone_direct_costs' as price_seed,
    direct_costs.direct_cost_code as price_key,
    cast(null as {{ dbt.type_string() }}) as quantity_seed,
    cast(null as {{ dbt.type_string() }}) as quantity_key
from direct_costs
cross join estimates
