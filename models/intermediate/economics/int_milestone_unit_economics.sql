-- One row per scenario variant and milestone that ends within the plan: the whole company over all
-- of the milestone's months. Milestones overlap: never add them. Amounts and user-months are sums
-- over the months and every ratio is sum over sum; user counts, LTV, CAC and payback are those of
-- the last month. A milestone that the horizon cuts is left out, as a dividend period is.
{% set summed = [
    'infrastructure_cost_eur', 'labor_cost_eur', 'third_party_cost_eur', 'legal_cost_eur',
    'marketing_cost_eur', 'support_cost_eur', 'overhead_cost_eur', 'other_cost_eur',
    'total_cost_eur', 'operate_labor_eur', 'operating_infrastructure_eur',
    'operating_third_party_eur', 'operating_llm_eur', 'amortized_training_eur',
    'operating_overhead_eur', 'operating_cost_eur', 'growth_labor_eur', 'manage_labor_eur',
    'revenue_eur', 'dividend_pool_eur', 'net_result_eur', 'net_result_after_dividend_eur',
] %}
{% set of_last_month = [
    'total_users', 'active_users', 'contributors', 'ltv', 'cac', 'ltv_cac_ratio', 'payback_months',
    'ltv_after_dividend', 'ltv_cac_ratio_after_dividend', 'payback_months_after_dividend',
] %}
with results as (select * from {{ ref('int_unit_economics') }}),

milestones as (select * from {{ ref('stg_milestones') }}),

sums as (
    select
        results.variant_code,
        milestones.milestone_code,
        milestones.sequence,
        milestones.first_month,
        milestones.last_month,
        {% for column in summed -%}
            cast(sum(results.{{ column }}) as decimal(18, 2)) as {{ column }},
        {% endfor -%}
        cast(count(*) as integer) as month_count,
        cast(sum(results.total_users) as bigint) as user_months,
        cast(sum(results.active_users) as bigint) as active_user_months,
        cast(sum(results.contributors) as bigint) as contributor_months
    from milestones
    inner join results
        on results.month_index between milestones.first_month and milestones.last_month
    group by
        results.variant_code,
        milestones.milestone_code,
        milestones.sequence,
        milestones.first_month,
        milestones.last_month
),

unit_costs as (
    select
        *,
        {{ unit_costs('user_months', 'active_user_months', 'contributor_months') }},
        {{ unit_economics_status() }} as unit_economics_status
    from sums
)

select
    unit_costs.*,
    {% for column in of_last_month -%}
        last_months.{{ column }},
    {% endfor -%}
    last_months.operating_cost_eur as operating_cost_last_month_eur,
    last_months.cost_per_user as cost_per_user_last_month,
    last_months.cost_per_active_user as cost_per_active_user_last_month
from unit_costs
-- A milestone that the horizon cuts has no last month in the plan.
inner join results as last_months
    on
        unit_costs.variant_code = last_months.variant_code
        and unit_costs.last_month = last_months.month_index
