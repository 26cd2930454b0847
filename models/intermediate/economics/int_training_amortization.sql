-- One row per scenario variant and month: training cost spread over the months after each run. A
-- measure of its own for unit economics: it never enters the total cost, which has each run in full
-- in its month.
with runs as (
    select costs.*
    from {{ ref('int_ml_training_costs') }} as costs
    inner join {{ ref('int_scenario_estimates') }} as estimates
        on
            costs.scenario_code = estimates.scenario_code
            and costs.estimate = estimates.estimate
            and estimates.is_own_estimate
),

constants as (select * from {{ ref('int_planning_constants') }}),

-- Offsets beyond the horizon are parts too: they carry their share of the cost out of the plan.
offsets as (
    select month_index as month_offset
    from {{ ref('int_months') }}
),

parts as (
    select
        runs.scenario_code,
        runs.training_run_code,
        runs.cost_eur,
        runs.run_month + offsets.month_offset as month_index,
        1 as part_weight
    from runs
    cross join constants
    inner join offsets on constants.training_amortization_months >= offsets.month_offset
),

allocated as (
    {{ largest_remainder(
        'parts', 'cost_eur', 'part_weight', ['scenario_code', 'training_run_code'], ['month_index'], ['month_index']
    ) }}
)

select
    scenario_code,
    month_index,
    cast(sum(allocated_amount) as decimal(18, 2)) as amortized_training_eur
from allocated
where month_index <= {{ var('horizon_months') }}
group by scenario_code, month_index
