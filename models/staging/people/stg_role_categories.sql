-- One row per role category.
select
    trim(role_category_code) as role_category_code,
    trim(name) as name,
    trim(description) as description,
    trim(source_code) as source_code
from {{ ref('raw_role_categories') }}
