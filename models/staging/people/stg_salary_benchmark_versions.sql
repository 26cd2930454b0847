-- One row per salary benchmark and start of validity. A pay rise is a new row: months before it
-- keep the pay that held in them.
select
    trim(salary_benchmark_code) as salary_benchmark_code,
    valid_from,
    valid_to,
    pay_low,
    pay_mid,
    pay_high,
    is_proxy,
    trim(source_code) as source_code
from {{ ref('raw_salary_benchmark_versions') }}
