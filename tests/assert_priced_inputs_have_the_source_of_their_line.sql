-- The input that prices a line of LLM or training cost has the source that the ledger names for it.
with ledger as (
    select distinct
        scenario_code,
        milestone_key,
        cost_category,
        line_code,
        source_code
    from {{ ref('monthly_costs') }}
)

select
    inputs.scenario_code,
    inputs.milestone_key,
    inputs.line_code,
    inputs.input_key,
    inputs.source_code
from {{ ref('figure_inputs') }} as inputs
left join ledger
    on
        inputs.scenario_code = ledger.scenario_code
        and inputs.milestone_key = ledger.milestone_key
        and inputs.cost_category = ledger.cost_category
        and inputs.line_code = ledger.line_code
        and inputs.source_code = ledger.source_code
where
    inputs.role = 'priced'
    and inputs.cost_category in ('llm', 'ml_training')
    and ledger.line_code is null
