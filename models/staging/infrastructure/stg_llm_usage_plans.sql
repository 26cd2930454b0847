-- One row per planned use of a model.
select
    trim(llm_usage_plan_code) as llm_usage_plan_code,
    trim(name) as name,
    trim(milestone_code) as milestone_code,
    trim(model_code) as model_code,
    input_tokens_per_month,
    output_tokens_per_month,
    cached_tokens_per_month,
    input_tokens_per_active_user,
    output_tokens_per_active_user,
    cached_tokens_per_active_user,
    batch_share,
    first_month,
    last_month,
    is_completion,
    trim(source_code) as source_code
from {{ ref('raw_llm_usage_plans') }}
