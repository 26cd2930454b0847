-- One row per company or kind of company that is paid, from clouds to counsel.
select
    trim(provider_code) as provider_code,
    trim(name) as name,
    trim(country_code) as country_code,
    trim(provider_type) as provider_type,
    has_eu_region,
    is_named,
    trim(source_code) as source_code
from {{ ref('raw_cloud_providers') }}
