-- One row per scenario variant and month: unit costs, LTV, CAC, payback, runway and break-even.
-- Every ratio is one exact division of amounts; a zero or missing denominator gives null.
with results as (select * from {{ ref('int_monthly_results') }}),

constants as (select * from {{ ref('int_planning_constants') }}),

windows as (
    select
        results.scenario_code,
        results.month_index,
        sum(acquisition.marketing_cost_eur + acquisition.growth_labor_eur) as acquisition_cost_eur,
        sum(acquisition.new_users) as acquired_users
    from results
    cross join constants
    inner join results as acquisition
        on
            results.scenario_code = acquisition.scenario_code
            and results.month_index >= acquisition.month_index
            and results.month_index - constants.cac_window_months < acquisition.month_index
    group by results.scenario_code, results.month_index
),

burns as (
    select
        results.scenario_code,
        results.month_index,
        -sum(burning.cash_flow_eur) as burn_eur,
        count(*) as burn_months
    from results
    cross join constants
    inner join results as burning
        on
            results.scenario_code = burning.scenario_code
            and results.month_index >= burning.month_index
            and results.month_index - constants.runway_window_months < burning.month_index
    group by results.scenario_code, results.month_index
),

-- The last month with a loss after the dividend; break-even is the month after it.
last_losses as (
    select
        scenario_code,
        max(case when net_result_after_dividend_eur < 0 then month_index else 0 end)
            as last_loss_month
    from results
    group by scenario_code
),

amounts as (
    select
        results.*,
        cast(windows.acquisition_cost_eur as decimal(18, 2)) as acquisition_cost_eur,
        cast(windows.acquired_users as bigint) as acquired_users,
        cast(burns.burn_eur as decimal(18, 2)) as burn_eur,
        burns.burn_months,
        last_losses.last_loss_month,
        results.revenue_eur - results.operating_cost_eur as margin_eur,
        results.revenue_eur
        - results.operating_cost_eur
        - results.dividend_pool_eur as margin_after_dividend_eur
    from results
    inner join windows
        on
            results.scenario_code = windows.scenario_code
            and results.month_index = windows.month_index
    inner join burns
        on
            results.scenario_code = burns.scenario_code
            and results.month_index = burns.month_index
    inner join last_losses on results.scenario_code = last_losses.scenario_code
)

select
    scenario_code,
    month_index,
    {{ divide('operating_cost_eur', 'total_users') }} as cost_per_user,
    {{ divide('operating_cost_eur', 'active_users') }} as cost_per_active_user,
    {{ divide('operating_cost_eur', 'contributors') }} as cost_per_contributor,
    {{ divide('total_cost_eur', 'total_users') }} as fully_loaded_cost_per_user,
    {{ divide('revenue_eur', 'total_users') }} as revenue_per_user,
    {{ divide('operating_cost_eur - revenue_eur', 'total_users') }} as net_cost_per_user,
    {{ divide('operating_cost_eur - revenue_eur + dividend_pool_eur', 'total_users') }}
        as net_cost_per_user_after_dividend,
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
        when burn_eur <= 0 then null
        when cash_balance_eur <= 0 then cast(0 as decimal(18, 6))
        else {{ divide(product(['cash_balance_eur', 'burn_months']), 'burn_eur') }}
    end as runway_months,
    month_index = last_loss_month + 1 as is_break_even_month,
    case
        when revenue_eur = 0 then 'no_revenue'
        when net_result_eur < 0 then 'loss'
        when net_result_after_dividend_eur < 0 then 'profit_before_dividend_only'
        else 'profit'
    end as unit_economics_status
from amounts
