-- One row per role.
select
    trim(role_code) as role_code,
    trim(name) as name,
    trim(role_category_code) as role_category_code,
    trim(seniority_level) as seniority_level,
    is_technical,
    trim(cost_type) as cost_type,
    trim(capability_code) as capability_code,
    trim(source_code) as source_code
from {{ ref('raw_roles') }}
