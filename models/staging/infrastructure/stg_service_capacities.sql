-- One row per service whose unit holds several units of a usage level.
select
    trim(service_code) as service_code,
    trim(usage_unit) as usage_unit,
    usage_units_per_unit,
    trim(source_code) as source_code
from {{ ref('raw_service_capacities') }}
