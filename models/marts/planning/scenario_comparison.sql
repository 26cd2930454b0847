-- One row per scenario, over all months of the plan. Scenarios are alternatives: never add them up.
-- Break-even, runway and what the company can pay depend on how long the plan is.
with results as (select * from {{ ref('int_variant_results') }}),

scenarios as (select * from {{ ref('scenarios') }}),

milestone_totals as (
    select
        scenario_code,
        cast(sum(cost_eur) as decimal(18, 2)) as milestone_cost_eur
    from {{ ref('milestone_costs') }}
    group by scenario_code
),

as_of_months as (
    select unit_economics.*
    from {{ ref('int_unit_economics') }} as unit_economics
    inner join {{ ref('int_months') }} as months
        on unit_economics.month_index = months.month_index
    where cast('{{ var("as_of_date") }}' as date) between months.month_start and months.month_end
),

latest_rates as (
    select max(rate_date) as latest_fx_date
    from {{ ref('int_fx_rate_sets') }}
    where fx_rate_set = 'latest'
),

latest_fx as (
    select
        variants.base_scenario_code as scenario_code,
        results.total_cost_eur as total_cost_at_latest_fx_eur,
        latest_rates.latest_fx_date
    from {{ ref('int_scenario_variants') }} as variants
    inner join results on variants.variant_code = results.variant_code
    cross join latest_rates
    where variants.fx_rate_set = 'latest'
),

-- Cash before a payout is that of the period's end; payouts after the plan are judged too.
payouts as (
    select
        payouts.*,
        row_number() over (partition by payouts.variant_code order by payouts.period_start)
            as payout_number,
        case when period_ends.cash_balance_eur < payouts.paid_eur then payouts.payout_month end
            as unpaid_month
    from {{ ref('int_dividend_payouts') }} as payouts
    inner join {{ ref('int_unit_economics') }} as period_ends
        on
            payouts.variant_code = period_ends.variant_code
            and payouts.period_last_month = period_ends.month_index
    where payouts.paid_eur > 0
),

first_payouts as (select * from payouts where payout_number = 1),

last_unpaid as (
    select
        variant_code,
        coalesce(max(unpaid_month), 0) as last_unpaid_month
    from payouts
    group by variant_code
),

solvent_payouts as (
    select
        payouts.variant_code,
        min(payouts.payout_month) as first_solvent_payout_month
    from payouts
    inner join last_unpaid on payouts.variant_code = last_unpaid.variant_code
    where payouts.payout_month > last_unpaid.last_unpaid_month
    group by payouts.variant_code
)

select
    scenarios.scenario_code,
    scenarios.growth_model_code,
    scenarios.staffing_plan_code,
    scenarios.estimate,
    results.total_cost_eur,
    latest_fx.total_cost_at_latest_fx_eur,
    latest_fx.latest_fx_date,
    milestone_totals.milestone_cost_eur,
    results.total_revenue_eur,
    results.total_dividend_pool_eur,
    results.total_dividend_paid_eur,
    results.peak_funding_need_eur,
    results.first_profit_month,
    results.first_profit_after_dividend_month,
    results.break_even_month,
    results.cash_break_even_month,
    as_of_months.runway_months,
    results.runway_months as runway_months_at_end,
    results.active_users as active_users_at_end,
    results.contributors as contributors_at_end,
    results.cost_per_active_user as cost_per_active_user_at_end,
    results.cash_balance_eur as cash_balance_at_end_eur,
    results.dividend_liability_eur as dividend_liability_at_end_eur,
    first_payouts.payout_month as first_dividend_month,
    first_payouts.dividend_pool_eur as first_dividend_pool_eur,
    first_payouts.paid_eur as first_dividend_paid_eur,
    solvent_payouts.first_solvent_payout_month
from results
inner join scenarios on results.variant_code = scenarios.scenario_code
inner join milestone_totals on results.variant_code = milestone_totals.scenario_code
left join as_of_months on results.variant_code = as_of_months.variant_code
left join latest_fx on results.variant_code = latest_fx.scenario_code
left join first_payouts on results.variant_code = first_payouts.variant_code
left join solvent_payouts on results.variant_code = solvent_payouts.variant_code
