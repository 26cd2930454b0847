-- One row per scenario and milestone, as of the milestone's last month: amounts are that month's,
-- of the whole company. operating_cost_eur and total_cost_eur are two views of the same cost: never
-- add them.
with results as (select * from {{ ref('int_monthly_results') }}),

unit_economics as (select * from {{ ref('int_unit_economics') }}),

variants as (select * from {{ ref('int_scenario_variants') }} where is_named),

milestones as (select * from {{ ref('stg_milestones') }}),

months as (select * from {{ ref('int_months') }}),

published as (select * from {{ ref('int_published_milestone_costs') }})

select
    results.scenario_code,
    milestones.milestone_code,
    months.month_start as analysis_month,
    results.total_users,
    results.active_users,
    results.contributors,
    results.infrastructure_cost_eur,
    results.labor_cost_eur,
    results.third_party_cost_eur,
    results.legal_cost_eur,
    results.marketing_cost_eur,
    results.support_cost_eur,
    results.other_cost_eur,
    results.operating_cost_eur,
    results.total_cost_eur,
    results.revenue_eur,
    unit_economics.cost_per_user,
    unit_economics.cost_per_active_user,
    unit_economics.cost_per_contributor,
    unit_economics.fully_loaded_cost_per_user,
    unit_economics.revenue_per_user,
    unit_economics.net_cost_per_user,
    results.dividend_pool_eur,
    unit_economics.net_cost_per_user_after_dividend,
    unit_economics.ltv,
    unit_economics.cac,
    unit_economics.ltv_cac_ratio,
    unit_economics.payback_months,
    unit_economics.ltv_after_dividend,
    unit_economics.ltv_cac_ratio_after_dividend,
    unit_economics.payback_months_after_dividend,
    published.published_cost_per_user,
    unit_economics.unit_economics_status
from results
inner join milestones on results.month_index = milestones.last_month
inner join months on results.month_index = months.month_index
inner join variants on results.scenario_code = variants.scenario_code
inner join unit_economics
    on
        results.scenario_code = unit_economics.scenario_code
        and results.month_index = unit_economics.month_index
left join published on milestones.milestone_code = published.milestone_code
