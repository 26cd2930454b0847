-- One row per scenario and month, the whole company. Unit costs, ratios, users and cash_balance_eur
-- cannot be added up over months; operating_cost_eur and total_cost_eur are two views of the same
-- cost: never add them.
with unit_economics as (select * from {{ ref('int_unit_economics') }}),

scenarios as (select * from {{ ref('scenarios') }}),

months as (select * from {{ ref('int_months') }})

select
    scenarios.scenario_code,
    unit_economics.month_index,
    months.month_start,
    unit_economics.total_users,
    unit_economics.active_users,
    unit_economics.new_users,
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
    unit_economics.dividend_pool_eur,
    unit_economics.net_result_eur,
    unit_economics.net_result_after_dividend_eur,
    unit_economics.cost_per_user,
    unit_economics.cost_per_active_user,
    unit_economics.cost_per_contributor,
    unit_economics.fully_loaded_cost_per_user,
    unit_economics.revenue_per_user,
    unit_economics.net_cost_per_user,
    unit_economics.net_cost_per_user_after_dividend,
    unit_economics.gross_margin,
    unit_economics.gross_margin_after_dividend,
    unit_economics.ltv,
    unit_economics.cac,
    unit_economics.ltv_cac_ratio,
    unit_economics.payback_months,
    unit_economics.ltv_after_dividend,
    unit_economics.ltv_cac_ratio_after_dividend,
    unit_economics.payback_months_after_dividend,
    unit_economics.dividend_paid_out_eur,
    unit_economics.cash_flow_eur,
    unit_economics.cash_balance_eur,
    unit_economics.runway_months,
    unit_economics.is_break_even_month,
    unit_economics.unit_economics_status
from unit_economics
inner join scenarios on unit_economics.variant_code = scenarios.scenario_code
inner join months on unit_economics.month_index = months.month_index
