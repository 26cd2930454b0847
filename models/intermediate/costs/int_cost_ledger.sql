-- One row per scenario variant, estimate, month, milestone (or operations), cost category and line.
-- Never add up estimates: each is a version of the same cost. Every cost figure is a selection from
-- this ledger.
with variants as (select * from {{ ref('int_scenario_variants') }}),

estimates as (select * from {{ ref('int_scenario_estimates') }}),

labor_cases as (select * from {{ ref('int_labor_cost_cases') }}),

labor as (select * from {{ ref('int_labor_cost_parts') }}),

allocations as (select * from {{ ref('int_team_allocations') }}),

entries as (
    select
        variants.scenario_code,
        labor.estimate,
        labor.month_index,
        allocations.milestone_key,
        'labor' as cost_category,
        labor.line_code,
        allocations.cost_type as labor_cost_type,
        allocations.role_category_code,
        cast(null as {{ dbt.type_string() }}) as cost_component,
        allocations.benchmark_source_code as source_code,
        labor.is_cash,
        labor.cost_eur
    from variants
    inner join estimates on variants.scenario_code = estimates.scenario_code
    inner join labor_cases on variants.scenario_code = labor_cases.scenario_code
    inner join labor
        on
            labor_cases.labor_case_code = labor.labor_case_code
            and estimates.estimate = labor.estimate
    inner join allocations on labor.allocation_code = allocations.allocation_code

    union all

    select
        scenario_code,
        estimate,
        month_index,
        milestone_key,
        cost_category,
        line_code,
        cast(null as {{ dbt.type_string() }}) as labor_cost_type,
        cast(null as {{ dbt.type_string() }}) as role_category_code,
        cost_component,
        source_code,
        true as is_cash,
        cost_eur
    from {{ ref('int_shared_costs_attributed') }}

    union all

    select
        scenario_code,
        estimate,
        month_index,
        coalesce(milestone_code, 'operations') as milestone_key,
        cost_category,
        line_code,
        cast(null as {{ dbt.type_string() }}) as labor_cost_type,
        cast(null as {{ dbt.type_string() }}) as role_category_code,
        cast(null as {{ dbt.type_string() }}) as cost_component,
        source_code,
        true as is_cash,
        cost_eur
    from {{ ref('int_planned_line_costs') }}

    union all

    select
        scenario_code,
        estimate,
        run_month as month_index,
        milestone_code as milestone_key,
        'ml_training' as cost_category,
        training_run_code as line_code,
        cast(null as {{ dbt.type_string() }}) as labor_cost_type,
        cast(null as {{ dbt.type_string() }}) as role_category_code,
        cast(null as {{ dbt.type_string() }}) as cost_component,
        source_code,
        true as is_cash,
        cost_eur
    from {{ ref('int_ml_training_costs') }}
)

select
    entries.scenario_code,
    entries.estimate,
    variants.estimate = entries.estimate as is_own_estimate,
    entries.month_index,
    entries.milestone_key,
    case when entries.milestone_key <> 'operations' then entries.milestone_key end
        as milestone_code,
    entries.cost_category,
    entries.line_code,
    entries.labor_cost_type,
    entries.role_category_code,
    entries.cost_component,
    entries.source_code,
    entries.is_cash,
    entries.cost_eur
from entries
inner join variants on entries.scenario_code = variants.scenario_code
