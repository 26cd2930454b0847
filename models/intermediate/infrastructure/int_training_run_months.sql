-- One row per training run: the month in which it runs and is paid.
with runs as (select * from {{ ref('stg_ml_training_runs') }}),

milestones as (select * from {{ ref('stg_milestones') }})

select
    runs.training_run_code,
    coalesce(runs.run_month, milestones.last_month) as run_month
from runs
left join milestones on runs.milestone_code = milestones.milestone_code
