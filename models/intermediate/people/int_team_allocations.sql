-- One row per allocation, with its salary benchmark, its category and what its labor is counted as.
with allocations as (select * from {{ ref('stg_milestone_team_allocations') }}),

roles as (select * from {{ ref('stg_roles') }}),

benchmarks as (select * from {{ ref('stg_salary_benchmarks') }} where valid_to is null),

keyed as (
    select
        allocations.*,
        coalesce(allocations.milestone_code, 'operations') as milestone_key,
        coalesce(allocations.cost_type, roles.cost_type) as labor_cost_type,
        roles.role_category_code,
        benchmarks.salary_benchmark_code,
        benchmarks.currency_code,
        benchmarks.source_code as benchmark_source_code
    from allocations
    inner join roles on allocations.role_code = roles.role_code
    -- An allocation without a benchmark keeps its row: the not-null test then stops the build.
    left join benchmarks
        on
            allocations.role_code = benchmarks.role_code
            and allocations.location_code = benchmarks.location_code
            and allocations.employment_type = benchmarks.employment_type
)

select
    allocation_code,
    staffing_plan_code,
    milestone_code,
    milestone_key,
    team_code,
    role_code,
    role_category_code,
    location_code,
    employment_type,
    salary_benchmark_code,
    {{ labor_budget_code('staffing_plan_code', 'milestone_key', 'salary_benchmark_code') }}
        as labor_budget_code,
    currency_code,
    fte_count,
    labor_cost_type as cost_type,
    first_month,
    last_month,
    cast(fte_count * (last_month - first_month + 1) as decimal(18, 6)) as fte_months,
    source_code,
    benchmark_source_code
from keyed
