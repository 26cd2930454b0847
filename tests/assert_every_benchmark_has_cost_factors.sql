-- A place without cost factors for an employment type would be priced at bare pay.
select distinct
    benchmarks.location_code,
    benchmarks.employment_type
from {{ ref('stg_salary_benchmarks') }} as benchmarks
left join {{ ref('stg_employment_cost_factors') }} as factors
    on
        benchmarks.location_code = factors.location_code
        and benchmarks.employment_type = factors.employment_type
where factors.factor_code is null
