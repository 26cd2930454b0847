-- One row per salary benchmark and first month of a set of pay, factors and reliefs, with the days
-- for which the set holds.
with benchmarks as (
    select
        salary_benchmark_code,
        location_code,
        employment_type
    from {{ ref('stg_salary_benchmarks') }}
),

pay_periods as (select * from {{ ref('int_pay_periods') }}),

factors as (select * from {{ ref('int_employment_cost_factor_periods') }}),

reliefs as (select * from {{ ref('int_relief_periods') }}),

months as (select * from {{ ref('int_months') }}),

-- Days on which something changes.
changes as (
    select
        benchmarks.salary_benchmark_code,
        months.month_start as change_date
    from benchmarks
    inner join months on months.month_index = 1

    union all

    select
        salary_benchmark_code,
        pay_valid_from as change_date
    from pay_periods

    union all

    select
        benchmarks.salary_benchmark_code,
        factors.valid_from as change_date
    from benchmarks
    inner join factors
        on
            benchmarks.location_code = factors.location_code
            and benchmarks.employment_type = factors.employment_type

    union all

    select
        salary_benchmark_code,
        valid_from as change_date
    from reliefs

    union all

    select
        salary_benchmark_code,
        cast({{ dbt.dateadd('day', 1, 'valid_to') }} as date) as change_date
    from reliefs
    where valid_to is not null
),

-- A change holds from the first month that starts on or after it.
change_months as (
    select
        changes.salary_benchmark_code,
        min(months.month_start) as valid_from
    from changes
    inner join months on changes.change_date <= months.month_start
    group by changes.salary_benchmark_code, changes.change_date
),

starts as (
    select distinct
        salary_benchmark_code,
        valid_from
    from change_months
)

select
    starts.salary_benchmark_code,
    benchmarks.location_code,
    benchmarks.employment_type,
    pay_periods.pay_valid_from,
    starts.valid_from,
    {{ effective_before(['starts.salary_benchmark_code']) }} as effective_before
from starts
inner join benchmarks on starts.salary_benchmark_code = benchmarks.salary_benchmark_code
-- Pay without a version that holds keeps its row: the not-null test then stops the build.
left join pay_periods
    on
        starts.salary_benchmark_code = pay_periods.salary_benchmark_code
        and starts.valid_from >= pay_periods.effective_from
        and starts.valid_from < pay_periods.effective_before
