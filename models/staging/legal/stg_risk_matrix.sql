-- One row per likelihood and impact: the level of risk.
select
    trim(risk_matrix_code) as risk_matrix_code,
    likelihood,
    impact,
    trim(risk_level) as risk_level,
    trim(source_code) as source_code
from {{ ref('raw_risk_matrix') }}
