-- One row per role, with its category.
select
    roles.role_code,
    roles.name,
    roles.role_category_code,
    role_categories.name as role_category_name,
    roles.seniority_level,
    roles.is_technical,
    roles.cost_type,
    roles.capability_code,
    roles.source_code
from {{ ref('stg_roles') }} as roles
inner join {{ ref('stg_role_categories') }} as role_categories
    on roles.role_category_code = role_categories.role_category_code
