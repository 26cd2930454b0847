-- One row per pay set, role, location and employment type: whose pay raw_salary_benchmark_versions
-- states.
select
    trim(salary_benchmark_code) as salary_benchmark_code,
    trim(pay_set) as pay_set,
    trim(role_code) as role_code,
    trim(location_code) as location_code,
    trim(employment_type) as employment_type,
    trim(pay_basis) as pay_basis,
    trim(currency_code) as currency_code
from {{ ref('raw_salary_benchmarks') }}
