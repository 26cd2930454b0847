-- One row per service category.
select
    trim(service_category_code) as service_category_code,
    trim(name) as name,
    trim(description) as description,
    trim(source_code) as source_code
from {{ ref('raw_service_categories') }}
