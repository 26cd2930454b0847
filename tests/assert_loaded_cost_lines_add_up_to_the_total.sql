-- Every loaded labor stack: the lines add up to the line `total`, to the sixth decimal.
select
    salary_benchmark_code,
    estimate,
    valid_from,
    sum(case when line_code = 'total' then -annual_amount else annual_amount end) as difference
from {{ ref('loaded_labor_costs') }}
group by salary_benchmark_code, estimate, valid_from
having
    sum(case when line_code = 'total' then -annual_amount else annual_amount end) <> 0
    or sum(case when line_code = 'total' then 1 else 0 end) <> 1
    or sum(case when line_code = 'base' then 1 else 0 end) <> 1
