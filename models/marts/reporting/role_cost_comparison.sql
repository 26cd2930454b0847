-- One row per salary benchmark: what a full-time equivalent costs at its place, mid estimate, with
-- the pay and factors of the first month, next to the cheapest place for the role in the pay set.
with costs as (select * from {{ ref('loaded_labor_costs') }} where estimate = 'mid'),

benchmarks as (select * from {{ ref('stg_salary_benchmarks') }}),

pay_periods as (select * from {{ ref('int_pay_periods') }}),

roles as (select * from {{ ref('roles') }}),

first_sets as (
    select
        salary_benchmark_code,
        min(valid_from) as valid_from
    from costs
    group by salary_benchmark_code
),

totals as (
    select
        benchmarks.salary_benchmark_code,
        benchmarks.pay_set,
        benchmarks.role_code,
        roles.name as role_name,
        benchmarks.location_code,
        benchmarks.employment_type,
        pay_periods.is_proxy,
        max(case when costs.line_code = 'base' then costs.monthly_eur end) as base_monthly_eur,
        max(case when costs.line_code = 'total' then costs.monthly_eur end) as loaded_monthly_eur
    from benchmarks
    inner join roles on benchmarks.role_code = roles.role_code
    inner join first_sets
        on benchmarks.salary_benchmark_code = first_sets.salary_benchmark_code
    inner join pay_periods
        on
            first_sets.salary_benchmark_code = pay_periods.salary_benchmark_code
            and first_sets.valid_from >= pay_periods.effective_from
            and first_sets.valid_from < pay_periods.effective_before
    inner join costs
        on
            first_sets.salary_benchmark_code = costs.salary_benchmark_code
            and first_sets.valid_from = costs.valid_from
    group by
        benchmarks.salary_benchmark_code,
        benchmarks.pay_set,
        benchmarks.role_code,
        roles.name,
        benchmarks.location_code,
        benchmarks.employment_type,
        pay_periods.is_proxy
),

compared as (
    select
        *,
        min(loaded_monthly_eur) over (partition by pay_set, role_code) as cheapest_monthly_eur
    from totals
)

select
    salary_benchmark_code,
    pay_set,
    role_code,
    role_name,
    location_code,
    employment_type,
    is_proxy,
    base_monthly_eur,
    loaded_monthly_eur,
    {{ divide('loaded_monthly_eur', 'base_monthly_eur') }} as loaded_cost_ratio,
    {{ divide('loaded_monthly_eur', 'cheapest_monthly_eur') }} as ratio_to_cheapest,
    cast(row_number() over (
        partition by pay_set, role_code
        order by loaded_monthly_eur, {{ byte_order('salary_benchmark_code') }}
    ) as integer) as cost_rank
from compared
