-- Every milestone of the default scenario: legal budgets plus templates are its legal cost.
with budgets as (
    select
        milestone_code,
        sum(budget_mid_eur) as cost_eur
    from {{ ref('legal_budgets') }}
    group by milestone_code
),

templates as (
    select
        costs.milestone_key as milestone_code,
        sum(costs.cost_eur) as cost_eur
    from {{ ref('int_planned_line_costs') }} as costs
    inner join {{ ref('int_scenario_variants') }} as variants
        on costs.variant_code = variants.variant_code and variants.is_default
    inner join {{ ref('stg_contract_templates') }} as templates
        on costs.line_code = templates.contract_template_code
    where costs.estimate = 'mid'
    group by costs.milestone_key
),

costs as (
    select
        milestone_costs.milestone_code,
        milestone_costs.mid_eur as cost_eur
    from {{ ref('milestone_costs') }} as milestone_costs
    inner join {{ ref('stg_scenarios') }} as scenarios
        on milestone_costs.scenario_code = scenarios.scenario_code and scenarios.is_default
    where milestone_costs.cost_category = 'legal'
)

select
    costs.milestone_code,
    costs.cost_eur as stated,
    budgets.cost_eur as budgets,
    templates.cost_eur as templates
from costs
left join budgets on costs.milestone_code = budgets.milestone_code
left join templates on costs.milestone_code = templates.milestone_code
where
    costs.cost_eur
    is distinct from coalesce(budgets.cost_eur, 0) + coalesce(templates.cost_eur, 0)
