-- One row per skill.
select
    trim(skill_code) as skill_code,
    trim(name) as name,
    trim(skill_category) as skill_category,
    trim(source_code) as source_code
from {{ ref('raw_skills') }}
