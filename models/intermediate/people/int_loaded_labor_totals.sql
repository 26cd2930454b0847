-- One row per salary benchmark, estimate, pay multiplier and period: the loaded cost a year of one
-- full-time equivalent.
with lines as (select * from {{ ref('int_loaded_labor_lines') }})

select
    salary_benchmark_code,
    estimate,
    pay_multiplier,
    valid_from,
    currency_code,
    max(line_number) as number_of_lines,
    max(case when line_code = 'base' then source_code end) as pay_source_code,
    cast(sum(annual_amount) as decimal(18, 6)) as annual_total,
    cast(sum(case when is_severance_accrual then annual_amount else 0 end) as decimal(18, 6))
        as annual_severance
from lines
group by salary_benchmark_code, estimate, pay_multiplier, valid_from, currency_code
