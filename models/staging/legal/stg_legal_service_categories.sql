-- One row per kind of legal work.
select
    trim(legal_service_category_code) as legal_service_category_code,
    trim(name) as name,
    can_be_templated,
    needs_specialist,
    hours_low,
    hours_mid,
    hours_high,
    trim(source_code) as source_code
from {{ ref('raw_legal_service_categories') }}
