-- One row per scenario variant, estimate, month, milestone (or operations), cost category and line,
-- with the row that prices the line and the row that says how much it needs. Never add up
-- estimates: each is a version of the same cost. Every cost figure is a selection from this ledger.
with variants as (select * from {{ ref('int_scenario_variants') }}),

estimates as (select * from {{ ref('int_variant_estimates') }}),

labor_cases as (select * from {{ ref('int_labor_cost_cases') }}),

labor as (select * from {{ ref('int_labor_cost_parts') }}),

allocations as (select * from {{ ref('int_team_allocations') }}),

entries as (
    select
        variants.variant_code,
        labor.estimate,
        labor.month_index,
        allocations.milestone_key,
        'labor' as cost_category,
        labor.line_code,
        allocations.cost_type as labor_cost_type,
        allocations.role_code,
        allocations.role_category_code,
        cast(null as {{ dbt.type_string() }}) as cost_component,
        labor.pay_source_code as source_code,
        'raw_salary_benchmarks' as price_seed,
        allocations.salary_benchmark_code as price_key,
        labor.pay_valid_from,
        labor.pay_multiplier,
        allocations.seed as quantity_seed,
        allocations.input_key as quantity_key,
        labor.is_cash,
        labor.cost_eur
    from variants
    inner join estimates on variants.variant_code = estimates.variant_code
    inner join labor_cases on variants.variant_code = labor_cases.variant_code
    inner join labor
        on
            labor_cases.labor_case_code = labor.labor_case_code
            and estimates.estimate = labor.estimate
    inner join allocations on labor.allocation_code = allocations.allocation_code

    {% for costs in ['int_shared_costs_attributed', 'int_planned_line_costs'] %}
        union all

        select
            variant_code,
            estimate,
            month_index,
            milestone_key,
            cost_category,
            line_code,
            cast(null as {{ dbt.type_string() }}) as labor_cost_type,
            cast(null as {{ dbt.type_string() }}) as role_code,
            cast(null as {{ dbt.type_string() }}) as role_category_code,
            cost_component,
            source_code,
            price_seed,
            price_key,
            cast(null as date) as pay_valid_from,
            cast(null as decimal(9, 6)) as pay_multiplier,
            quantity_seed,
            quantity_key,
            true as is_cash,
            cost_eur
        from {{ ref(costs) }}
    {% endfor %}
    union all

    select
        variant_code,
        estimate,
        run_month as month_index,
        coalesce(milestone_code, 'operations') as milestone_key,
        'ml_training' as cost_category,
        training_run_code as line_code,
        cast(null as {{ dbt.type_string() }}) as labor_cost_type,
        cast(null as {{ dbt.type_string() }}) as role_code,
        cast(null as {{ dbt.type_string() }}) as role_category_code,
        cast(null as {{ dbt.type_string() }}) as cost_component,
        source_code,
        'raw_ml_compute_instances' as price_seed,
        instance_code as price_key,
        cast(null as date) as pay_valid_from,
        cast(null as decimal(9, 6)) as pay_multiplier,
        'raw_ml_training_runs' as quantity_seed,
        training_run_code as quantity_key,
        true as is_cash,
        cost_eur
    from {{ ref('int_ml_training_costs') }}
    where run_month <= {{ var('horizon_months') }}
)

select
    entries.variant_code,
    entries.estimate,
    variants.estimate = entries.estimate as is_own_estimate,
    variants.is_named and variants.estimate = entries.estimate as is_published,
    entries.month_index,
    entries.milestone_key,
    case when entries.milestone_key <> 'operations' then entries.milestone_key end
        as milestone_code,
    entries.cost_category,
    entries.line_code,
    entries.labor_cost_type,
    entries.role_code,
    entries.role_category_code,
    entries.cost_component,
    entries.source_code,
    entries.price_seed,
    entries.price_key,
    entries.pay_valid_from,
    entries.pay_multiplier,
    entries.quantity_seed,
    entries.quantity_key,
    entries.is_cash,
    entries.cost_eur
from entries
inner join variants on entries.variant_code = variants.variant_code
