-- One row per provider.
select
    provider_code,
    name,
    country_code,
    provider_type,
    has_eu_region,
    is_named,
    source_code
from {{ ref('stg_cloud_providers') }}
