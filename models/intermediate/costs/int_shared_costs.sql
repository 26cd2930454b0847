-- One row per scenario variant, estimate, month and line of a cost that all active milestones
-- share.
with estimates as (select * from {{ ref('int_scenario_estimates') }}),

single_estimate_lines as (
    select
        scenario_code,
        month_index,
        'llm' as cost_category,
        llm_usage_plan_code as line_code,
        source_code,
        cost_eur
    from {{ ref('int_llm_costs') }}

    union all

    select
        scenario_code,
        month_index,
        'third_party' as cost_category,
        'processing:' || revenue_stream_code as line_code,
        source_code,
        cost_eur
    from {{ ref('int_processing_fees') }}

    union all

    select
        scenario_code,
        month_index,
        'third_party' as cost_category,
        'payout:' || payout_method_code as line_code,
        source_code,
        cost_eur
    from {{ ref('int_payout_fees') }}
)

select
    scenario_code,
    estimate,
    month_index,
    'infrastructure' as cost_category,
    infrastructure_model_component_code as line_code,
    cost_component,
    source_code,
    cost_eur
from {{ ref('int_infrastructure_component_costs') }}
where cost_eur <> 0

union all

select
    single_estimate_lines.scenario_code,
    estimates.estimate,
    single_estimate_lines.month_index,
    single_estimate_lines.cost_category,
    single_estimate_lines.line_code,
    cast(null as {{ dbt.type_string() }}) as cost_component,
    single_estimate_lines.source_code,
    single_estimate_lines.cost_eur
from single_estimate_lines
inner join estimates on single_estimate_lines.scenario_code = estimates.scenario_code
where single_estimate_lines.cost_eur <> 0
