-- One row per salary benchmark: the calendar year in which its staff are hired. That is the year of
-- the first month in which a staffing plan allocates it, else the first year of the plan.
with allocations as (select * from {{ ref('int_team_allocations') }}),

months as (select * from {{ ref('int_months') }}),

first_months as (
    select
        salary_benchmark_code,
        min(first_month) as first_month
    from allocations
    group by salary_benchmark_code
)

select
    benchmarks.salary_benchmark_code,
    benchmarks.location_code,
    benchmarks.employment_type,
    cast(extract(year from months.month_start) as integer) as hiring_year
from {{ ref('stg_salary_benchmarks') }} as benchmarks
left join first_months on benchmarks.salary_benchmark_code = first_months.salary_benchmark_code
inner join months on coalesce(first_months.first_month, 1) = months.month_index
where benchmarks.valid_to is null
