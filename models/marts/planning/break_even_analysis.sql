-- One row per scenario and milestone, at the milestone's last month: what it would take to break
-- even. All amounts are a month's. Fixed cost is all that does not move with revenue; processing
-- fees move with it, and after the dividend the pool does too. Users break even only where all
-- revenue of the month depends on them: elsewhere more users bring no revenue.
with results as (select * from {{ ref('int_unit_economics') }}),

scenarios as (select * from {{ ref('scenarios') }}),

milestones as (select * from {{ ref('stg_milestones') }}),

processing_fees as (
    select
        variant_code,
        month_index,
        sum(cost_eur) as fees_eur
    from {{ ref('int_processing_fees') }}
    group by variant_code, month_index
),

user_revenue as (
    select
        revenue.variant_code,
        revenue.month_index,
        sum(revenue.revenue_eur) as revenue_of_users_eur
    from {{ ref('int_revenue') }} as revenue
    inner join {{ ref('stg_revenue_streams') }} as streams
        on
            revenue.revenue_stream_code = streams.revenue_stream_code
            and streams.revenue_basis = 'per_active_user'
    group by revenue.variant_code, revenue.month_index
),

amounts as (
    select
        results.*,
        coalesce(user_revenue.revenue_of_users_eur, 0) = results.revenue_eur
            as is_revenue_of_users,
        scenarios.scenario_code,
        milestones.milestone_code,
        results.operating_cost_eur
        + results.growth_labor_eur
        + results.manage_labor_eur
        + results.marketing_cost_eur
        - coalesce(processing_fees.fees_eur, 0) as fixed_cost_eur,
        results.revenue_eur - coalesce(processing_fees.fees_eur, 0) as contribution_eur,
        results.revenue_eur
        - coalesce(processing_fees.fees_eur, 0)
        - results.dividend_pool_eur as contribution_after_dividend_eur
    from results
    inner join scenarios on results.variant_code = scenarios.scenario_code
    inner join milestones on results.month_index = milestones.last_month
    left join processing_fees
        on
            results.variant_code = processing_fees.variant_code
            and results.month_index = processing_fees.month_index
    left join user_revenue
        on
            results.variant_code = user_revenue.variant_code
            and results.month_index = user_revenue.month_index
)

select
    scenario_code,
    milestone_code,
    month_index,
    active_users,
    revenue_eur,
    model_revenue_eur,
    cast(fixed_cost_eur as decimal(18, 2)) as fixed_cost_eur,
    net_result_eur,
    net_result_after_dividend_eur,
    {% for suffix in ['', '_after_dividend'] -%}
        case
            when contribution{{ suffix }}_eur > 0
                then {{ divide(
                    product(['fixed_cost_eur', 'revenue_eur']),
                    'contribution' ~ suffix ~ '_eur',
                    2
                ) }}
        end as break_even_revenue{{ suffix }}_eur,
        cast(case
            when contribution{{ suffix }}_eur > 0 and is_revenue_of_users
                then {{ divide(
                    product(['fixed_cost_eur', 'active_users']),
                    'contribution' ~ suffix ~ '_eur',
                    0
                ) }}
        end as bigint) as break_even_users{{ suffix }},
    {% endfor -%}
    {{ divide('net_result_eur', 'model_revenue_eur') }} as break_even_pool_share
from amounts
