-- One row per kind of usage and user scale, what a user of that scale would buy of a category.
select
    trim(usage_level_code) as usage_level_code,
    trim(usage_code) as usage_code,
    trim(service_category_code) as service_category_code,
    trim(unit_of_measure) as unit_of_measure,
    trim(scale_code) as scale_code,
    quantity,
    trim(reason) as reason,
    trim(source_code) as source_code
from {{ ref('raw_usage_levels') }}
