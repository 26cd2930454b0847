-- One row per role, location, employment type and start of validity.
select
    trim(salary_benchmark_code) as salary_benchmark_code,
    trim(role_code) as role_code,
    trim(location_code) as location_code,
    trim(employment_type) as employment_type,
    trim(pay_basis) as pay_basis,
    trim(currency_code) as currency_code,
    pay_low,
    pay_mid,
    pay_high,
    is_proxy,
    valid_from,
    valid_to,
    trim(source_code) as source_code
from {{ ref('raw_salary_benchmarks') }}
