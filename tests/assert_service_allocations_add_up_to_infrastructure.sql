-- Every milestone of the default scenario: services add up to budgets, and budgets to the cost.
with services as (
    select
        infrastructure_budget_code,
        sum(cost_low_eur) as low_eur,
        sum(cost_mid_eur) as mid_eur,
        sum(cost_high_eur) as high_eur
    from {{ ref('service_allocations') }}
    group by infrastructure_budget_code
),

budgets as (
    select
        budgets.milestone_key,
        sum(budgets.budget_low_eur) as budget_low_eur,
        sum(services.low_eur) as low_eur,
        sum(budgets.budget_mid_eur) as budget_mid_eur,
        sum(services.mid_eur) as mid_eur,
        sum(budgets.budget_high_eur) as budget_high_eur,
        sum(services.high_eur) as high_eur
    from {{ ref('infrastructure_budgets') }} as budgets
    full outer join services
        on budgets.infrastructure_budget_code = services.infrastructure_budget_code
    group by budgets.milestone_key
),

costs as (
    select
        ledger.milestone_key,
        sum(ledger.cost_eur) as mid_eur
    from {{ ref('int_cost_ledger') }} as ledger
    inner join {{ ref('int_scenario_variants') }} as variants
        on ledger.variant_code = variants.variant_code and variants.is_default
    where
        ledger.cost_category = 'infrastructure'
        and ledger.estimate = 'mid'
    group by ledger.milestone_key
)

select
    budgets.*,
    costs.mid_eur as ledger
from budgets
full outer join costs on budgets.milestone_key = costs.milestone_key
where
    budgets.budget_low_eur is distinct from budgets.low_eur
    or budgets.budget_mid_eur is distinct from budgets.mid_eur
    or budgets.budget_high_eur is distinct from budgets.high_eur
    or budgets.budget_mid_eur is distinct from costs.mid_eur
