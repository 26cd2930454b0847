-- One row per place where staff can sit.
select
    trim(location_code) as location_code,
    trim(name) as name,
    trim(city) as city,
    trim(country_code) as country_code,
    trim(region) as region,
    trim(timezone) as timezone,
    trim(currency_code) as currency_code,
    cost_of_living_index,
    corporate_tax_rate,
    remote_work_prevalence,
    trim(tech_hub_status) as tech_hub_status,
    trim(source_code) as source_code
from {{ ref('raw_locations') }}
