-- One row per scenario, milestone (or operations), cost category, line, seed, row of the seed and
-- role. amount_eur of the priced inputs adds up to the cost of the line; multipliers carry 0.
select
    scenario_code,
    milestone_key,
    cost_category,
    line_code,
    seed,
    input_key,
    role,
    input_value,
    unit,
    amount_eur,
    backfilled_amount_eur,
    source_code,
    source_kind_code,
    as_of_date,
    confidence
from {{ ref('int_figure_inputs') }}
