-- One row per growth model.
select
    trim(growth_model_code) as growth_model_code,
    trim(name) as name,
    trim(curve_type) as curve_type,
    p0,
    k,
    t,
    g,
    r,
    p,
    q,
    monthly_churn_rate,
    active_share,
    trim(source_code) as source_code
from {{ ref('raw_user_growth_models') }}
