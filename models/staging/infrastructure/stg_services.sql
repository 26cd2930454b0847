-- One row per service that can be bought.
select
    trim(service_code) as service_code,
    trim(name) as name,
    trim(provider_code) as provider_code,
    trim(service_category_code) as service_category_code,
    trim(unit_of_measure) as unit_of_measure,
    trim(service_tier) as service_tier,
    trim(gdpr_data_residency) as gdpr_data_residency,
    trim(service_minimum_code) as service_minimum_code,
    trim(source_code) as source_code
from {{ ref('raw_services') }}
