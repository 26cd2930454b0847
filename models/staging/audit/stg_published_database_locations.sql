-- One row per location of the database version.
select
    trim(published_database_location_code) as published_database_location_code,
    trim(city) as city,
    trim(country_code) as country_code,
    trim(region) as region,
    trim(timezone) as timezone,
    trim(currency_code) as currency_code,
    cost_of_living_index,
    trim(tech_hub_status) as tech_hub_status,
    remote_work_prevalence,
    corporate_tax_rate,
    employer_burden_rate,
    hiring_difficulty,
    talent_quality,
    trim(source_code) as source_code
from {{ ref('raw_published_database_locations') }}
