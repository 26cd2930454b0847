-- One row per compliance step, default scenario: where it stands on as_of_date and what it costs.
{% set as_of = "cast('" ~ var('as_of_date') ~ "' as date)" %}
with steps as (select * from {{ ref('stg_compliance_milestones') }}),

frameworks as (select * from {{ ref('stg_compliance_frameworks') }}),

milestones as (select * from {{ ref('milestones') }}),

months as (select * from {{ ref('int_calendar_months') }}),

costs as (
    select
        monthly_costs.line_code,
        sum(monthly_costs.cost_eur) as cost_eur
    from {{ ref('monthly_costs') }} as monthly_costs
    inner join {{ ref('scenarios') }} as scenarios
        on monthly_costs.scenario_code = scenarios.scenario_code and scenarios.is_default
    where monthly_costs.cost_category = 'compliance'
    group by monthly_costs.line_code
)

select
    steps.compliance_milestone_code,
    steps.name,
    steps.framework_code,
    frameworks.name as framework_name,
    frameworks.application_date,
    steps.milestone_code,
    due_months.month_end as due_date,
    steps.target_status,
    steps.status,
    steps.status <> 'done' and due_months.month_end < {{ as_of }} as is_overdue,
    frameworks.application_date <= {{ as_of }} as is_in_application,
    steps.legal_project_code,
    steps.internal_hours,
    cast(coalesce(costs.cost_eur, 0) as decimal(18, 2)) as cost_eur
from steps
inner join frameworks on steps.framework_code = frameworks.framework_code
inner join milestones on steps.milestone_code = milestones.milestone_code
inner join months as due_months
    on coalesce(steps.last_month, milestones.last_month) = due_months.month_index
left join costs on steps.compliance_milestone_code = costs.line_code
