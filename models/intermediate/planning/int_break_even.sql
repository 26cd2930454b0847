-- One row per named scenario and milestone, at the milestone's last month: revenue, users and pool
-- share at which the month's net result would be 0.
-- Fixed cost is all that does not move with revenue; processing fees move with it, and after the
-- dividend the pool does too.
with results as (select * from {{ ref('int_monthly_results') }}),

variants as (select * from {{ ref('int_scenario_variants') }} where is_named),

milestones as (select * from {{ ref('stg_milestones') }}),

pools as (select * from {{ ref('int_dividend_pools_monthly') }}),

processing_fees as (
    select
        scenario_code,
        month_index,
        sum(cost_eur) as fees_eur
    from {{ ref('int_processing_fees') }}
    group by scenario_code, month_index
),

amounts as (
    select
        results.scenario_code,
        milestones.milestone_code,
        results.month_index,
        results.active_users,
        results.revenue_eur,
        pools.model_revenue_eur,
        results.dividend_pool_eur,
        results.net_result_eur,
        results.net_result_after_dividend_eur,
        coalesce(processing_fees.fees_eur, 0) as fees_eur,
        results.operating_cost_eur
        + results.growth_labor_eur
        + results.marketing_cost_eur
        - coalesce(processing_fees.fees_eur, 0) as fixed_cost_eur
    from results
    inner join variants on results.scenario_code = variants.scenario_code
    inner join milestones on results.month_index = milestones.last_month
    inner join pools
        on
            results.scenario_code = pools.scenario_code
            and results.month_index = pools.month_index
    left join processing_fees
        on
            results.scenario_code = processing_fees.scenario_code
            and results.month_index = processing_fees.month_index
),

contributions as (
    select
        *,
        revenue_eur - fees_eur as contribution_eur,
        revenue_eur - fees_eur - dividend_pool_eur as contribution_after_dividend_eur
    from amounts
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
        case
            when contribution{{ suffix }}_eur > 0
                then {{ divide(
                    product(['fixed_cost_eur', 'active_users']),
                    'contribution' ~ suffix ~ '_eur',
                    0
                ) }}
        end as break_even_users{{ suffix }},
    {% endfor -%}
    {{ divide('net_result_eur', 'model_revenue_eur') }} as break_even_pool_share
from contributions
