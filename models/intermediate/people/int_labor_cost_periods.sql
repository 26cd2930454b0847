-- One row per salary benchmark and first month of a set of factors and reliefs, with the days for
-- which the set holds.
with benchmarks as (select * from {{ ref('int_hiring_years') }}),

factors as (select * from {{ ref('int_employment_cost_factor_periods') }}),

incentives as (
    select *
    from {{ ref('stg_location_tax_incentives') }}
    where incentive_type = 'employer_contribution_relief'
),

months as (select * from {{ ref('int_months') }}),

-- Days on which something changes.
changes as (
    select
        benchmarks.salary_benchmark_code,
        months.month_start as change_date
    from benchmarks
    inner join months on months.month_index = 1

    union

    select
        benchmarks.salary_benchmark_code,
        factors.valid_from as change_date
    from benchmarks
    inner join factors
        on
            benchmarks.location_code = factors.location_code
            and benchmarks.employment_type = factors.employment_type

    union

    select
        benchmarks.salary_benchmark_code,
        incentives.valid_from as change_date
    from benchmarks
    inner join incentives on benchmarks.location_code = incentives.location_code
    where
        benchmarks.employment_type = 'full_time'
        and (
            incentives.min_prior_service is null
            or extract(year from incentives.valid_from) > benchmarks.hiring_year
        )

    union

    select
        benchmarks.salary_benchmark_code,
        cast({{ dbt.dateadd('day', 1, 'incentives.valid_to') }} as date) as change_date
    from benchmarks
    inner join incentives on benchmarks.location_code = incentives.location_code
    where
        benchmarks.employment_type = 'full_time'
        and incentives.valid_to is not null
        and (
            incentives.min_prior_service is null
            or extract(year from incentives.valid_to) > benchmarks.hiring_year
        )

    union

    -- The year after hiring opens incentives that ask for service in an earlier year.
    select
        benchmarks.salary_benchmark_code,
        months.month_start as change_date
    from benchmarks
    inner join incentives on benchmarks.location_code = incentives.location_code
    inner join months
        on
            extract(year from months.month_start) = benchmarks.hiring_year + 1
            and extract(month from months.month_start) = 1
    where
        benchmarks.employment_type = 'full_time'
        and incentives.min_prior_service is not null
        and (incentives.valid_to is null or incentives.valid_to >= months.month_start)
),

-- A change holds from the first month that starts on or after it.
period_starts as (
    select
        changes.salary_benchmark_code,
        min(months.month_start) as valid_from
    from changes
    inner join months on changes.change_date <= months.month_start
    group by changes.salary_benchmark_code, changes.change_date
),

distinct_starts as (
    select distinct
        salary_benchmark_code,
        valid_from
    from period_starts
)

select
    distinct_starts.salary_benchmark_code,
    benchmarks.location_code,
    benchmarks.employment_type,
    distinct_starts.valid_from,
    {{ effective_before(['distinct_starts.salary_benchmark_code']) }} as effective_before,
    extract(year from distinct_starts.valid_from) <= benchmarks.hiring_year as is_hiring_year
from distinct_starts
inner join benchmarks on distinct_starts.salary_benchmark_code = benchmarks.salary_benchmark_code
