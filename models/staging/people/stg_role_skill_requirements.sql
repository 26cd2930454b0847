-- One row per role and skill that the role needs.
select
    trim(role_code) as role_code,
    trim(skill_code) as skill_code,
    proficiency_min,
    proficiency_ideal,
    trim(importance) as importance,
    trim(source_code) as source_code
from {{ ref('raw_role_skill_requirements') }}
