-- One row per scenario variant and month: users, cost, revenue, results and cash of the whole
-- company, in EUR, and what they come to: unit costs, LTV, CAC, payback, runway and break-even.
-- Every ratio is one exact division of amounts; a zero or missing denominator gives null. Whether a
-- month breaks even depends on all months up to the horizon.
{% set cost_columns = [
    'infrastructure_cost_eur', 'labor_cost_eur', 'third_party_cost_eur', 'legal_cost_eur',
    'marketing_cost_eur', 'support_cost_eur', 'overhead_cost_eur', 'other_cost_eur',
    'growth_labor_eur', 'manage_labor_eur', 'operate_labor_eur', 'operating_infrastructure_eur',
    'operating_third_party_eur', 'operating_llm_eur', 'amortized_training_eur',
    'operating_overhead_eur', 'operating_cost_eur', 'total_cost_eur', 'cash_cost_eur',
] %}
{% set breaks_even = 'month_index = last_%s_month + 1'
    ~ ' and last_month - last_%s_month >= break_even_min_months' %}
{% set months_ago = 'results.month_index - earlier.month_index' %}
{% set is_in_cac_window = months_ago ~ ' < constants.cac_window_months' %}
{% set is_in_runway_window = months_ago ~ ' < constants.runway_window_months' %}
with costs as (select * from {{ ref('int_monthly_cost_measures') }}),

user_base as (select * from {{ ref('int_user_base') }}),

pools as (
    select * from {{ ref('int_dividend_pools_monthly') }} where dividend_run_code = 'in_force'
),

payouts as (select * from {{ ref('int_dividend_payouts') }}),

funding as (select * from {{ ref('int_funding') }}),

constants as (select * from {{ ref('int_planning_constants') }}),

revenue as (
    select
        variant_code,
        month_index,
        sum(revenue_eur) as revenue_eur
    from {{ ref('int_revenue') }}
    group by variant_code, month_index
),

amounts as (
    select
        costs.*,
        user_base.total_users,
        user_base.active_users,
        user_base.new_users,
        user_base.contributors,
        user_base.churn_rate,
        pools.model_revenue_eur,
        pools.dividend_pool_eur,
        cast(coalesce(revenue.revenue_eur, 0) as decimal(18, 2)) as revenue_eur,
        cast(coalesce(payouts.paid_eur, 0) as decimal(18, 2)) as dividend_paid_out_eur,
        cast(coalesce(last_payouts.liability_eur, 0) as decimal(18, 2)) as dividend_liability_eur,
        cast(coalesce(funding.funding_eur, 0) as decimal(18, 2)) as funding_eur
    from costs
    inner join user_base
        on
            costs.variant_code = user_base.variant_code
            and costs.month_index = user_base.month_index
    inner join pools
        on
            costs.variant_code = pools.variant_code
            and costs.month_index = pools.month_index
    left join revenue
        on
            costs.variant_code = revenue.variant_code
            and costs.month_index = revenue.month_index
    left join payouts
        on
            costs.variant_code = payouts.variant_code
            and costs.month_index = payouts.payout_month
    -- What is owed stays until the next payout.
    left join payouts as last_payouts
        on
            costs.variant_code = last_payouts.variant_code
            and costs.month_index between last_payouts.payout_month
            and last_payouts.liability_last_month
    left join funding
        on
            costs.variant_code = funding.variant_code
            and costs.month_index = funding.month_index
),

results as (
    select
        *,
        revenue_eur - operating_cost_eur as margin_eur,
        revenue_eur - operating_cost_eur - dividend_pool_eur as margin_after_dividend_eur,
        cast(
            revenue_eur
            - operating_cost_eur
            - growth_labor_eur
            - manage_labor_eur
            - marketing_cost_eur
            as decimal(18, 2)
        ) as net_result_eur,
        cast(
            revenue_eur
            - operating_cost_eur
            - growth_labor_eur
            - manage_labor_eur
            - marketing_cost_eur
            - dividend_pool_eur
            as decimal(18, 2)
        ) as net_result_after_dividend_eur,
        cast(revenue_eur - cash_cost_eur - dividend_paid_out_eur as decimal(18, 2))
            as cash_flow_eur
    from amounts
),

windows as (
    select
        results.variant_code,
        results.month_index,
        cast(sum(
            case
                when {{ is_in_cac_window }}
                    then earlier.marketing_cost_eur + earlier.growth_labor_eur
                else 0
            end
        ) as decimal(18, 2)) as acquisition_cost_eur,
        cast(sum(case when {{ is_in_cac_window }} then earlier.new_users else 0 end) as bigint)
            as acquired_users,
        cast(
            sum(case when {{ is_in_runway_window }} then -earlier.cash_flow_eur else 0 end)
            as decimal(18, 2)
        ) as burn_eur,
        cast(sum(case when {{ is_in_runway_window }} then 1 else 0 end) as bigint) as burn_months
    from results
    cross join constants
    inner join results as earlier
        on
            results.variant_code = earlier.variant_code
            and results.month_index >= earlier.month_index
    group by results.variant_code, results.month_index
),

-- The last month with a loss, and with less cash than before; break-even is the month after it.
measured as (
    select
        results.*,
        windows.acquisition_cost_eur,
        windows.acquired_users,
        windows.burn_eur,
        windows.burn_months,
        constants.break_even_min_months,
        cast(constants.opening_cash_eur + sum(results.funding_eur) over (
            partition by results.variant_code
            order by results.month_index rows between unbounded preceding and current row
        ) as decimal(18, 2)) as funds_eur,
        cast(sum(results.cash_flow_eur) over (
            partition by results.variant_code
            order by results.month_index rows between unbounded preceding and current row
        ) as decimal(18, 2)) as cumulated_cash_flow_eur,
        max(case when results.net_result_after_dividend_eur < 0 then results.month_index else 0 end)
            over (partition by results.variant_code)
            as last_loss_month,
        max(case when results.cash_flow_eur < 0 then results.month_index else 0 end)
            over (partition by results.variant_code)
            as last_outflow_month,
        max(results.month_index) over (partition by results.variant_code) as last_month
    from results
    cross join constants
    inner join windows
        on
            results.variant_code = windows.variant_code
            and results.month_index = windows.month_index
),

balanced as (
    select
        *,
        cast(funds_eur + cumulated_cash_flow_eur as decimal(18, 2)) as cash_balance_eur
    from measured
)

select
    variant_code,
    month_index,
    total_users,
    active_users,
    new_users,
    contributors,
    {% for column in cost_columns -%}
        {{ column }},
    {% endfor -%}
    revenue_eur,
    model_revenue_eur,
    dividend_pool_eur,
    net_result_eur,
    net_result_after_dividend_eur,
    dividend_paid_out_eur,
    dividend_liability_eur,
    cash_flow_eur,
    funding_eur,
    funds_eur,
    cumulated_cash_flow_eur,
    cash_balance_eur,
    {{ unit_costs('total_users', 'active_users', 'contributors') }},
    {{ divide('margin_eur', 'revenue_eur') }} as gross_margin,
    {{ divide('margin_after_dividend_eur', 'revenue_eur') }} as gross_margin_after_dividend,
    {{ divide('acquisition_cost_eur', 'acquired_users') }} as cac,
    {% for suffix in ['', '_after_dividend'] -%}
        {% set margin = 'margin' ~ suffix ~ '_eur' -%}
        case
            when revenue_eur <> 0 then {{ divide(margin, product(['total_users', 'churn_rate'])) }}
        end as ltv{{ suffix }},
        case
            when revenue_eur <> 0 and acquired_users <> 0
                then {{ divide(
                    product([margin, 'acquired_users']),
                    product(['acquisition_cost_eur', 'total_users', 'churn_rate'])
                ) }}
        end as ltv_cac_ratio{{ suffix }},
        case
            when revenue_eur <> 0 and total_users <> 0 and {{ margin }} > 0
                then {{ divide(
                    product(['acquisition_cost_eur', 'total_users']),
                    product([margin, 'acquired_users'])
                ) }}
        end as payback_months{{ suffix }},
    {% endfor -%}
    case
        when funds_eur = 0 then null
        when cash_balance_eur <= 0 then cast(0 as decimal(18, 6))
        when burn_eur > 0
            then {{ divide(product(['cash_balance_eur', 'burn_months']), 'burn_eur') }}
    end as runway_months,
    {{ breaks_even | replace('%s', 'loss') }} as is_break_even_month,
    {{ breaks_even | replace('%s', 'outflow') }} as is_cash_break_even_month,
    {{ unit_economics_status() }} as unit_economics_status
from balanced
