-- One row per scenario and milestone, as of the milestone's last month: amounts are that month's,
-- of the whole company. operating_cost_eur and total_cost_eur are two views of the same cost: never
-- add them.
with unit_economics as (select * from {{ ref('unit_economics_monthly') }}),

milestones as (select * from {{ ref('stg_milestones') }}),

published as (select * from {{ ref('int_published_milestone_costs') }})

select
    unit_economics.scenario_code,
    milestones.milestone_code,
    unit_economics.month_start as analysis_month,
    unit_economics.total_users,
    unit_economics.active_users,
    unit_economics.contributors,
    unit_economics.infrastructure_cost_eur,
    unit_economics.labor_cost_eur,
    unit_economics.third_party_cost_eur,
    unit_economics.legal_cost_eur,
    unit_economics.marketing_cost_eur,
    unit_economics.support_cost_eur,
    unit_economics.other_cost_eur,
    unit_economics.operating_cost_eur,
    unit_economics.total_cost_eur,
    unit_economics.revenue_eur,
    unit_economics.cost_per_user,
    unit_economics.cost_per_active_user,
    unit_economics.cost_per_contributor,
    unit_economics.fully_loaded_cost_per_user,
    unit_economics.revenue_per_user,
    unit_economics.net_cost_per_user,
    unit_economics.dividend_pool_eur,
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
from unit_economics
inner join milestones on unit_economics.month_index = milestones.last_month
left join published on milestones.milestone_code = published.milestone_code
