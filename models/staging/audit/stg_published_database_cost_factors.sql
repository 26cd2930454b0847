-- One row per location and employment type of the database version.
select
    trim(published_database_cost_factor_code) as published_database_cost_factor_code,
    trim(published_database_location_code) as published_database_location_code,
    trim(employment_type) as employment_type,
    salary_multiplier,
    employer_tax_rate,
    benefits_rate,
    thirteenth_month,
    fourteenth_month,
    severance_days_per_year,
    notice_days_min,
    notice_days_max,
    office_monthly,
    equipment_annual,
    licenses_monthly,
    training_annual,
    platform_fee_rate,
    insurance_amount,
    trim(currency_code) as currency_code,
    trim(source_code) as source_code
from {{ ref('raw_published_database_cost_factors') }}
