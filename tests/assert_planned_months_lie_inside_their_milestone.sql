-- Staff, planned lines and training runs lie inside their milestone; those without one lie after
-- the last.
with spans as (
    select
        allocation_code as input_code,
        milestone_code,
        first_month,
        last_month
    from {{ ref('stg_milestone_team_allocations') }}

    union all

    select
        line_code as input_code,
        milestone_code,
        first_month,
        last_month
    from {{ ref('int_planned_lines') }}

    union all

    select
        runs.training_run_code as input_code,
        runs.milestone_code,
        run_months.run_month as first_month,
        run_months.run_month as last_month
    from {{ ref('stg_ml_training_runs') }} as runs
    inner join {{ ref('int_training_run_months') }} as run_months
        on runs.training_run_code = run_months.training_run_code
),

last_milestone as (
    select max(last_month) as last_month
    from {{ ref('stg_milestones') }}
)

select
    spans.*,
    milestones.first_month as expected_first_month,
    milestones.last_month as expected_last_month
from spans
cross join last_milestone
left join {{ ref('stg_milestones') }} as milestones
    on spans.milestone_code = milestones.milestone_code
where
    spans.first_month < milestones.first_month
    or spans.last_month > milestones.last_month
    or (spans.milestone_code is null and spans.first_month <= last_milestone.last_month)
