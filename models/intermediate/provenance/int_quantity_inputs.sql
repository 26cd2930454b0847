-- One row per named scenario, milestone (or operations), cost category, line and input that says
-- how much of the priced input the line needs: FTE, quantities, tokens, hours, customers or users.
with priced_inputs as (select * from {{ ref('int_priced_inputs') }}),

variants as (select * from {{ ref('int_scenario_variants') }}),

project_amounts as (select * from {{ ref('int_legal_project_amounts') }} where estimate = 'mid'),

input_values as (select * from {{ ref('int_input_values') }} where estimate = 'mid'),

fee_streams as (select * from {{ ref('int_fee_streams') }}),

customer_groups as (select * from {{ ref('stg_customer_groups') }}),

payouts as (select * from {{ ref('int_dividend_payouts') }}),

labor_lines as (
    select distinct
        line_code,
        allocation_code
    from {{ ref('int_labor_cost_parts') }}
),

opt_in_targets as (
    select
        month_index,
        lag(month_index) over (order by month_index) as previous_month_index,
        lead(month_index) over (order by month_index) as next_month_index
    from {{ ref('stg_opt_in_targets') }}
),

lines as (
    select distinct
        scenario_code,
        milestone_key,
        cost_category,
        line_code
    from priced_inputs
),

payout_periods as (
    select distinct
        priced_inputs.scenario_code,
        priced_inputs.milestone_key,
        priced_inputs.cost_category,
        priced_inputs.line_code,
        priced_inputs.input_key as payout_method_code,
        payouts.dividend_policy_code,
        payouts.period_last_month
    from priced_inputs
    inner join payouts
        on
            priced_inputs.scenario_code = payouts.scenario_code
            and priced_inputs.month_index = payouts.payout_month
    where priced_inputs.seed = 'raw_payout_methods'
),

-- Lines whose quantity grows with active users.
lines_by_users as (
    select
        scenario_code,
        milestone_key,
        cost_category,
        line_code
    from lines
    where cost_category = 'infrastructure'

    union

    select
        lines.scenario_code,
        lines.milestone_key,
        lines.cost_category,
        lines.line_code
    from lines
    inner join input_values
        on
            lines.line_code = input_values.input_key
            and input_values.seed = 'raw_llm_usage_plans'
            and input_values.input_kind = 'per_active_user'
    where lines.cost_category = 'llm'

    union

    select
        scenario_code,
        milestone_key,
        cost_category,
        line_code
    from payout_periods

    union

    select
        scenario_code,
        milestone_key,
        cost_category,
        line_code
    from fee_streams
    where revenue_basis = 'per_active_user'
)

select
    lines.scenario_code,
    lines.milestone_key,
    lines.cost_category,
    lines.line_code,
    'raw_milestone_team_allocations' as seed,
    labor_lines.allocation_code as input_key
from lines
inner join labor_lines on lines.line_code = labor_lines.line_code
where lines.cost_category = 'labor'
{% for category, seed in [
    ('infrastructure', 'raw_infrastructure_model_components'),
    ('llm', 'raw_llm_usage_plans'),
    ('ml_training', 'raw_ml_training_runs'),
] %}
    union

    select
        scenario_code,
        milestone_key,
        cost_category,
        line_code,
        '{{ seed }}' as seed,
        line_code as input_key
    from lines
    where cost_category = '{{ category }}'
{% endfor %}
union

select
    lines.scenario_code,
    lines.milestone_key,
    lines.cost_category,
    lines.line_code,
    'raw_legal_projects' as seed,
    project_amounts.legal_project_code as input_key
from lines
inner join project_amounts on lines.line_code = project_amounts.legal_project_code
where
    lines.cost_category = 'legal'
    and project_amounts.engagement_type in ('hourly', 'retainer')

union

select
    scenario_code,
    milestone_key,
    cost_category,
    line_code,
    'raw_revenue_streams' as seed,
    revenue_stream_code as input_key
from fee_streams

union

select
    fee_streams.scenario_code,
    fee_streams.milestone_key,
    fee_streams.cost_category,
    fee_streams.line_code,
    'raw_customer_groups' as seed,
    customer_groups.customer_group_code as input_key
from fee_streams
inner join customer_groups on fee_streams.revenue_stream_code = customer_groups.revenue_stream_code
where fee_streams.revenue_basis = 'per_customer'

union

select
    scenario_code,
    milestone_key,
    cost_category,
    line_code,
    'raw_payout_methods' as seed,
    payout_method_code as input_key
from payout_periods

union

select
    scenario_code,
    milestone_key,
    cost_category,
    line_code,
    'raw_dividend_policies' as seed,
    dividend_policy_code as input_key
from payout_periods

union

-- The opt-in rate lies between the target before and the target after the month.
select
    payout_periods.scenario_code,
    payout_periods.milestone_key,
    payout_periods.cost_category,
    payout_periods.line_code,
    'raw_opt_in_targets' as seed,
    cast(opt_in_targets.month_index as {{ dbt.type_string() }}) as input_key
from payout_periods
inner join opt_in_targets
    on
        payout_periods.period_last_month
        > coalesce(opt_in_targets.previous_month_index, 0)
        and (
            payout_periods.period_last_month < opt_in_targets.next_month_index
            or opt_in_targets.next_month_index is null
        )

union

select
    lines_by_users.scenario_code,
    lines_by_users.milestone_key,
    lines_by_users.cost_category,
    lines_by_users.line_code,
    'raw_user_growth_models' as seed,
    variants.growth_model_code as input_key
from lines_by_users
inner join variants on lines_by_users.scenario_code = variants.scenario_code
