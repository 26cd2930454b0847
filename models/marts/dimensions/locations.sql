-- One row per place where staff can sit.
select
    location_code,
    name,
    city,
    country_code,
    region,
    timezone,
    currency_code,
    cost_of_living_index,
    corporate_tax_rate,
    remote_work_prevalence,
    tech_hub_status,
    source_code
from {{ ref('stg_locations') }}
