-- One row per scenario and milestone that ends within the plan: the whole company over all of the
-- milestone's months. Milestones overlap: never add them. operating_cost_eur and total_cost_eur are
-- two views of the same cost: never add them. Amounts are sums over the months and every ratio is
-- sum over sum; user counts, LTV, CAC and payback are those of the last month.
with results as (select * from {{ ref('int_milestone_unit_economics') }}),

scenarios as (select * from {{ ref('scenarios') }}),

months as (select * from {{ ref('int_months') }}),

published as (select * from {{ ref('int_published_milestone_costs') }})

select
    scenarios.scenario_code,
    results.milestone_code,
    results.sequence as milestone_sequence,
    results.first_month,
    results.last_month,
    months.month_start as analysis_month,
    results.month_count,
    results.user_months,
    results.active_user_months,
    results.contributor_months,
    results.total_users,
    results.active_users,
    results.contributors,
    results.infrastructure_cost_eur,
    results.labor_cost_eur,
    results.third_party_cost_eur,
    results.legal_cost_eur,
    results.marketing_cost_eur,
    results.support_cost_eur,
    results.overhead_cost_eur,
    results.other_cost_eur,
    results.total_cost_eur,
    results.operate_labor_eur,
    results.operating_infrastructure_eur,
    results.operating_third_party_eur,
    results.operating_llm_eur,
    results.amortized_training_eur,
    results.operating_overhead_eur,
    results.operating_cost_eur,
    results.growth_labor_eur,
    results.manage_labor_eur,
    results.revenue_eur,
    results.cost_per_user,
    results.cost_per_active_user,
    results.cost_per_contributor,
    results.fully_loaded_cost_per_user,
    results.revenue_per_user,
    results.net_cost_per_user,
    results.dividend_pool_eur,
    results.net_cost_per_user_after_dividend,
    results.net_result_eur,
    results.net_result_after_dividend_eur,
    results.operating_cost_last_month_eur,
    results.cost_per_user_last_month,
    results.cost_per_active_user_last_month,
    results.ltv,
    results.cac,
    results.ltv_cac_ratio,
    results.payback_months,
    results.ltv_after_dividend,
    results.ltv_cac_ratio_after_dividend,
    results.payback_months_after_dividend,
    published.published_cost_per_user,
    results.unit_economics_status
from results
inner join scenarios on results.variant_code = scenarios.scenario_code
inner join months on results.last_month = months.month_index
left join published on results.milestone_code = published.milestone_code
