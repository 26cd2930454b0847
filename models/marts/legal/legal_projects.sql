-- One row per legal project, default scenario. Low, mid and high are estimates of the same cost:
-- never add them up.
with projects as (select * from {{ ref('stg_legal_projects') }}),

amounts as (select * from {{ ref('int_legal_project_amounts') }} where estimate = 'mid'),

scenarios as (select * from {{ ref('scenarios') }} where is_default),

line_costs as (
    select
        {% for estimate in ['low', 'mid', 'high'] -%}
            sum(case when costs.estimate = '{{ estimate }}' then costs.cost_eur end)
                as cost_{{ estimate }}_eur,
        {% endfor -%}
        costs.line_code as legal_project_code
    from {{ ref('int_planned_line_costs') }} as costs
    inner join scenarios on costs.variant_code = scenarios.scenario_code
    where costs.cost_category = 'legal'
    group by costs.line_code
)

select
    projects.legal_project_code,
    projects.name,
    projects.milestone_code,
    coalesce(projects.milestone_code, 'operations') as milestone_key,
    projects.legal_service_category_code,
    projects.legal_counsel_rate_code,
    {{ legal_budget_code(
        "coalesce(projects.milestone_code, 'operations')", 'projects.legal_service_category_code',
        'projects.legal_counsel_rate_code'
    ) }} as legal_budget_code,
    amounts.engagement_type,
    amounts.first_month,
    amounts.last_month,
    projects.is_completion,
    projects.hours_low,
    projects.hours_mid,
    projects.hours_high,
    {% for estimate in ['low', 'mid', 'high'] -%}
        cast(coalesce(line_costs.cost_{{ estimate }}_eur, 0) as decimal(18, 2))
            as cost_{{ estimate }}_eur,
    {% endfor -%}
    projects.source_code
from projects
inner join amounts on projects.legal_project_code = amounts.legal_project_code
left join line_costs on projects.legal_project_code = line_costs.legal_project_code
