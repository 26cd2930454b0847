-- One row per published title: the role that it means.
select
    trim(role_alias_code) as role_alias_code,
    trim(published_title) as published_title,
    trim(staffing_plan_code) as staffing_plan_code,
    trim(role_code) as role_code,
    trim(source_code) as source_code
from {{ ref('raw_role_aliases') }}
