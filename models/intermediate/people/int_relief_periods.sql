-- One row per salary benchmark and relief of employer contributions that its staff can have, with
-- the days for which it holds. A relief that asks for earlier service starts in the year after
-- hiring: the year of the first month in which a position of a staffing plan has the benchmark,
-- else of the plan's.
{% set next_year = dbt.date_trunc('year', dbt.dateadd('year', 1, 'months.month_start')) | trim %}
with benchmarks as (
    select *
    from {{ ref('stg_salary_benchmarks') }}
    where employment_type = 'full_time'
),

positions as (select * from {{ ref('int_positions') }} where not is_borrowed),

months as (select * from {{ ref('int_calendar_months') }}),

incentives as (
    select *
    from {{ ref('stg_location_tax_incentives') }}
    where incentive_type = 'employer_contribution_relief'
),

first_months as (
    select
        benchmarks.salary_benchmark_code,
        benchmarks.location_code,
        coalesce(min(positions.first_month), 1) as first_month
    from benchmarks
    left join positions
        on benchmarks.salary_benchmark_code = positions.salary_benchmark_code
    group by benchmarks.salary_benchmark_code, benchmarks.location_code
),

periods as (
    select
        first_months.salary_benchmark_code,
        incentives.incentive_code,
        incentives.rate,
        incentives.annual_cap,
        incentives.salary_min,
        incentives.source_code,
        case
            when incentives.min_prior_service is null then incentives.valid_from
            else greatest(incentives.valid_from, cast({{ next_year }} as date))
        end as valid_from,
        incentives.valid_to
    from first_months
    inner join months on first_months.first_month = months.month_index
    inner join incentives on first_months.location_code = incentives.location_code
)

select
    salary_benchmark_code,
    incentive_code,
    rate,
    annual_cap,
    salary_min,
    source_code,
    valid_from,
    valid_to
from periods
where valid_to is null or valid_from <= valid_to
