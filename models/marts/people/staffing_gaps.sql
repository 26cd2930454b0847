-- One row per scenario, month and capability: the staff that the month's active users ask for
-- beside the staff of the scenario's plan. gap_cost_eur is what the missing staff would cost; it is
-- in no cost figure.
with scenarios as (select * from {{ ref('scenarios') }}),

variants as (select * from {{ ref('int_scenario_variants') }}),

capabilities as (select * from {{ ref('stg_capabilities') }}),

requirements as (select * from {{ ref('stg_staffing_requirements') }}),

benchmarks as (select * from {{ ref('stg_salary_benchmarks') }}),

user_base as (select * from {{ ref('int_user_base') }}),

months as (select * from {{ ref('int_months') }}),

positions as (select * from {{ ref('int_positions') }}),

periods as (select * from {{ ref('int_labor_cost_periods') }}),

totals as (select * from {{ ref('int_loaded_labor_totals') }}),

fx_rates as (select * from {{ ref('int_variant_fx_rates') }}),

thresholds as (
    select
        *,
        lead(from_active_users) over (
            partition by capability_code order by from_active_users
        ) as below_active_users
    from requirements
),

required as (
    select
        scenarios.scenario_code,
        months.month_index,
        months.month_start,
        capabilities.capability_code,
        capabilities.salary_benchmark_code,
        user_base.active_users,
        cast(greatest(
            thresholds.min_fte,
            coalesce(
                {{ divide(
                    'ceiling(' ~ divide('10 * user_base.active_users', 'thresholds.users_per_fte', 10, 28)
                    ~ ')', '10', 6
                ) }},
                thresholds.min_fte
            )
        ) as decimal(18, 6)) as required_fte
    from scenarios
    cross join months
    cross join capabilities
    inner join user_base
        on
            scenarios.scenario_code = user_base.variant_code
            and months.month_index = user_base.month_index
    -- A capability without a requirement for the month's users keeps its row: the not-null test
    -- then stops the build.
    left join thresholds
        on
            capabilities.capability_code = thresholds.capability_code
            and user_base.active_users >= thresholds.from_active_users
            and (
                user_base.active_users < thresholds.below_active_users
                or thresholds.below_active_users is null
            )
),

planned as (
    select
        scenarios.scenario_code,
        months.month_index,
        positions.capability_code,
        cast(
            sum({{ product(['positions.fte', 'variants.headcount']) }}) as decimal(18, 6)
        ) as planned_fte
    from scenarios
    inner join variants on scenarios.scenario_code = variants.variant_code
    inner join positions on scenarios.staffing_plan_code = positions.staffing_plan_code
    inner join months
        on months.month_index between positions.first_month and positions.last_month
    where positions.capability_code is not null
    group by scenarios.scenario_code, months.month_index, positions.capability_code
),

compared as (
    select
        required.*,
        cast(coalesce(planned.planned_fte, 0) as decimal(18, 6)) as planned_fte,
        cast(
            greatest(0, required.required_fte - coalesce(planned.planned_fte, 0))
            as decimal(18, 6)
        ) as gap_fte
    from required
    left join planned
        on
            required.scenario_code = planned.scenario_code
            and required.month_index = planned.month_index
            and required.capability_code = planned.capability_code
)

select
    compared.scenario_code,
    compared.month_index,
    compared.month_start,
    compared.capability_code,
    compared.active_users,
    compared.required_fte,
    compared.planned_fte,
    compared.gap_fte,
    {{ divide(
        product(['compared.gap_fte', 'totals.annual_total', 'fx_rates.eur_per_unit']), '12', 2
    ) }} as gap_cost_eur
from compared
inner join variants on compared.scenario_code = variants.variant_code
-- A capability without a price keeps its row: the not-null test then stops the build.
left join benchmarks on compared.salary_benchmark_code = benchmarks.salary_benchmark_code
left join periods
    on
        compared.salary_benchmark_code = periods.salary_benchmark_code
        and compared.month_start >= periods.valid_from
        and compared.month_start < periods.effective_before
left join totals
    on
        periods.salary_benchmark_code = totals.salary_benchmark_code
        and periods.valid_from = totals.valid_from
        and variants.estimate = totals.estimate
        and totals.pay_multiplier = {{ pay_multiplier(
            'benchmarks.employment_type', 'variants.salary_level', 'variants.contractor_rate'
        ) }}
left join fx_rates
    on
        compared.scenario_code = fx_rates.variant_code
        and benchmarks.currency_code = fx_rates.currency_code
