-- One row per risk category of the published plan.
select
    trim(risk_category_code) as risk_category_code,
    trim(name) as name,
    trim(description) as description,
    default_likelihood,
    default_impact,
    trim(source_code) as source_code
from {{ ref('raw_risk_categories') }}
