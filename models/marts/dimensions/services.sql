-- One row per service that can be bought, with its provider and category.
select
    services.service_code,
    services.name,
    services.provider_code,
    cloud_providers.name as provider_name,
    services.service_category_code,
    service_categories.name as service_category_name,
    services.unit_of_measure,
    services.service_tier,
    services.gdpr_data_residency,
    services.source_code
from {{ ref('stg_services') }} as services
inner join {{ ref('stg_cloud_providers') }} as cloud_providers
    on services.provider_code = cloud_providers.provider_code
inner join {{ ref('stg_service_categories') }} as service_categories
    on services.service_category_code = service_categories.service_category_code
