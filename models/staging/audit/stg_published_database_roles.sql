-- One row per role of the database version.
select
    trim(published_database_role_code) as published_database_role_code,
    trim(role_title) as role_title,
    trim(category) as category,
    trim(seniority) as seniority,
    years_min,
    years_max,
    is_technical,
    is_ml,
    is_security,
    default_fte,
    trim(source_code) as source_code
from {{ ref('raw_published_database_roles') }}
