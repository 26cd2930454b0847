-- Every labor, infrastructure, LLM and training line has the one input that says how much it needs.
with expected as (
    select distinct
        figures.scenario_code,
        figures.milestone_key,
        figures.cost_category,
        figures.line_code,
        case figures.cost_category
            when 'labor' then 'raw_milestone_team_allocations'
            when 'infrastructure' then 'raw_infrastructure_model_components'
            when 'llm' then 'raw_llm_usage_plans'
            else 'raw_ml_training_runs'
        end as seed
    from {{ ref('monthly_costs') }} as figures
    where figures.cost_category in ('labor', 'infrastructure', 'llm', 'ml_training')
)

select
    expected.scenario_code,
    expected.milestone_key,
    expected.cost_category,
    expected.line_code,
    expected.seed,
    count(inputs.input_key) as number_of_inputs
from expected
left join {{ ref('figure_inputs') }} as inputs
    on
        expected.scenario_code = inputs.scenario_code
        and expected.milestone_key = inputs.milestone_key
        and expected.cost_category = inputs.cost_category
        and expected.line_code = inputs.line_code
        and expected.seed = inputs.seed
group by
    expected.scenario_code,
    expected.milestone_key,
    expected.cost_category,
    expected.line_code,
    expected.seed
having count(inputs.input_key) <> 1
