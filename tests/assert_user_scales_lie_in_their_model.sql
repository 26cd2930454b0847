-- Every user scale lies in the range of its infrastructure model.
{{ config(meta={'gate': {
    'seed': 'raw_user_scale_thresholds', 'column': 'user_count',
    'expected': 'a number of users in the range of its infrastructure model'
}}) }}
select
    scales.scale_code,
    scales.user_count,
    models.user_scale_min,
    models.user_scale_max
from {{ ref('stg_user_scale_thresholds') }} as scales
inner join {{ ref('stg_infrastructure_cost_models') }} as models
    on scales.infrastructure_model_code = models.infrastructure_model_code
where
    scales.user_count < models.user_scale_min
    or scales.user_count > models.user_scale_max
