-- One row per capability that a company needs whoever holds the role.
select
    trim(capability_code) as capability_code,
    trim(name) as name,
    trim(description) as description,
    trim(salary_benchmark_code) as salary_benchmark_code,
    trim(source_code) as source_code
from {{ ref('raw_capabilities') }}
