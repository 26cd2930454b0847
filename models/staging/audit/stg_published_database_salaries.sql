-- One row per typed salary of the database version; one role and place is stated twice.
select
    trim(published_database_salary_code) as published_database_salary_code,
    trim(role_label) as role_label,
    trim(place_label) as place_label,
    trim(employment_type) as employment_type,
    trim(currency_code) as currency_code,
    annual_low,
    annual_mid,
    annual_high,
    hourly_low,
    hourly_mid,
    hourly_high,
    monthly_low,
    monthly_mid,
    monthly_high,
    total_annual_low,
    total_annual_mid,
    total_annual_high,
    trim(stated_source) as stated_source,
    as_of_date,
    trim(stated_confidence) as stated_confidence,
    trim(source_code) as source_code
from {{ ref('raw_published_database_salaries') }}
