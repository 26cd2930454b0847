-- One row per training run.
select
    trim(training_run_code) as training_run_code,
    trim(name) as name,
    trim(milestone_code) as milestone_code,
    trim(base_model) as base_model,
    parameters_billion,
    tokens_billion,
    epochs,
    trim(method) as method,
    trim(instance_code) as instance_code,
    trim(purchase_option) as purchase_option,
    run_month,
    utilization_low,
    utilization_mid,
    utilization_high,
    is_completion,
    trim(source_code) as source_code
from {{ ref('raw_ml_training_runs') }}
