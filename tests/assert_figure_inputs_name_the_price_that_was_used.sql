-- Every LLM and training line and month: the priced input has the source of the cost.
with figures as (
    select
        llm_costs.scenario_code,
        llm_costs.month_index,
        'llm' as cost_category,
        llm_costs.llm_usage_plan_code as line_code,
        llm_costs.source_code
    from {{ ref('int_llm_costs') }} as llm_costs

    union all

    select
        training_costs.scenario_code,
        training_costs.run_month as month_index,
        'ml_training' as cost_category,
        training_costs.training_run_code as line_code,
        training_costs.source_code
    from {{ ref('int_ml_training_costs') }} as training_costs
    where training_costs.estimate = 'mid'
)

select
    inputs.scenario_code,
    inputs.month_index,
    inputs.line_code,
    inputs.input_key,
    input_values.source_code as source_of_input,
    figures.source_code as source_of_cost
from {{ ref('int_priced_inputs') }} as inputs
left join {{ ref('int_input_values') }} as input_values
    on
        inputs.seed = input_values.seed
        and inputs.input_key = input_values.input_key
        and input_values.role = 'priced'
        and input_values.estimate = 'mid'
left join figures
    on
        inputs.scenario_code = figures.scenario_code
        and inputs.month_index = figures.month_index
        and inputs.cost_category = figures.cost_category
        and inputs.line_code = figures.line_code
where
    inputs.cost_category in ('llm', 'ml_training')
    and (
        input_values.source_code is distinct from figures.source_code
        or figures.source_code is null
    )
