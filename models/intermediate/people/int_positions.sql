-- One row per position of a staffing plan: a seat of a plan that is described by positions, or an
-- allocation of a plan that is described by milestone, with its salary benchmark (of the plan's pay
-- set) and what its labor is counted as. A plan can borrow the positions of another, to price them
-- at its own pay set.
with staffing_plans as (select * from {{ ref('stg_staffing_plans') }}),

roles as (select * from {{ ref('stg_roles') }}),

locations as (select * from {{ ref('stg_locations') }}),

benchmarks as (select * from {{ ref('stg_salary_benchmarks') }}),

positions as (
    select
        position_code,
        staffing_plan_code,
        false as has_own_milestone,
        cast(null as {{ dbt.type_string() }}) as milestone_code,
        capability_code,
        team_code,
        role_code,
        location_code,
        employment_type,
        fte,
        cost_type,
        first_month,
        last_month,
        'raw_staffing_positions' as seed,
        source_code
    from {{ ref('stg_staffing_positions') }}

    union all

    select
        allocations.allocation_code as position_code,
        allocations.staffing_plan_code,
        true as has_own_milestone,
        allocations.milestone_code,
        roles.capability_code,
        allocations.team_code,
        allocations.role_code,
        allocations.location_code,
        allocations.employment_type,
        allocations.fte_count as fte,
        coalesce(allocations.cost_type, roles.cost_type) as cost_type,
        allocations.first_month,
        allocations.last_month,
        'raw_milestone_team_allocations' as seed,
        allocations.source_code
    from {{ ref('stg_milestone_team_allocations') }} as allocations
    inner join roles on allocations.role_code = roles.role_code
)

select
    case
        when staffing_plans.positions_from_plan_code is null then positions.position_code
        else staffing_plans.staffing_plan_code || ':' || positions.position_code
    end as position_code,
    staffing_plans.staffing_plan_code,
    staffing_plans.positions_from_plan_code is not null as is_borrowed,
    positions.has_own_milestone,
    positions.milestone_code,
    -- A builder of a role that could operate adds nothing to operating.
    case
        when positions.capability_code <> 'operate' or positions.cost_type = 'operate'
            then positions.capability_code
    end as capability_code,
    positions.team_code,
    positions.role_code,
    roles.role_category_code,
    positions.location_code,
    locations.country_code,
    positions.employment_type,
    benchmarks.salary_benchmark_code,
    benchmarks.currency_code,
    positions.fte,
    positions.cost_type,
    positions.first_month,
    coalesce(positions.last_month, {{ var('horizon_months') }}) as last_month,
    positions.seed,
    positions.position_code as input_key,
    positions.source_code
from positions
inner join staffing_plans
    on
        positions.staffing_plan_code = coalesce(
            staffing_plans.positions_from_plan_code, staffing_plans.staffing_plan_code
        )
inner join roles on positions.role_code = roles.role_code
inner join locations on positions.location_code = locations.location_code
-- A position without a benchmark keeps its row: the not-null test then stops the build.
left join benchmarks
    on
        staffing_plans.pay_set = benchmarks.pay_set
        and positions.role_code = benchmarks.role_code
        and positions.location_code = benchmarks.location_code
        and positions.employment_type = benchmarks.employment_type
