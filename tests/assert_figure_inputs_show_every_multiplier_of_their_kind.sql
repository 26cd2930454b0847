-- Every labor, infrastructure, LLM and training line has the one input that says how much it needs.
with kinds (cost_category, seed) as (
    values
    ('labor', 'raw_milestone_team_allocations'),
    ('labor', 'raw_staffing_positions'),
    ('infrastructure', 'raw_infrastructure_model_components'),
    ('llm', 'raw_llm_usage_plans'),
    ('ml_training', 'raw_ml_training_runs')
),

inputs as (
    select
        figure_inputs.scenario_code,
        figure_inputs.month_index,
        figure_inputs.milestone_key,
        figure_inputs.cost_category,
        figure_inputs.line_code,
        count(*) as number_of_inputs
    from {{ ref('figure_inputs') }} as figure_inputs
    inner join kinds
        on
            figure_inputs.cost_category = kinds.cost_category
            and figure_inputs.seed = kinds.seed
    group by
        figure_inputs.scenario_code,
        figure_inputs.month_index,
        figure_inputs.milestone_key,
        figure_inputs.cost_category,
        figure_inputs.line_code
)

select
    figures.scenario_code,
    figures.month_index,
    figures.milestone_key,
    figures.cost_category,
    figures.line_code,
    inputs.number_of_inputs
from {{ ref('monthly_costs') }} as figures
left join inputs
    on
        figures.scenario_code = inputs.scenario_code
        and figures.month_index = inputs.month_index
        and figures.milestone_key = inputs.milestone_key
        and figures.cost_category = inputs.cost_category
        and figures.line_code = inputs.line_code
where
    figures.cost_category in (select kinds.cost_category from kinds)
    and inputs.number_of_inputs is distinct from 1
