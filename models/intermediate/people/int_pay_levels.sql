-- One row per salary benchmark, version of its pay, estimate and pay multiplier: annual pay of one
-- full-time equivalent. The multiplier is the driver salary_level for full-time staff and
-- contractor_rate for contractors.
with pay_periods as (select * from {{ ref('int_pay_periods') }}),

constants as (select * from {{ ref('int_planning_constants') }}),

cases as (select * from {{ ref('int_labor_cost_cases') }}),

multipliers as (
    select distinct
        pay_periods.employment_type,
        {{ pay_multiplier(
            'pay_periods.employment_type', 'cases.salary_level', 'cases.contractor_rate'
        ) }} as pay_multiplier
    from pay_periods
    cross join cases
),

estimated as (
    select
        pay_periods.*,
        estimates.estimate,
        {{ by_estimate('pay_periods.pay') }} as pay
    from pay_periods
    cross join {{ ref('int_estimates') }} as estimates
)

select
    estimated.salary_benchmark_code,
    estimated.pay_valid_from,
    estimated.input_key,
    estimated.location_code,
    estimated.employment_type,
    estimated.currency_code,
    estimated.source_code,
    estimated.estimate,
    multipliers.pay_multiplier,
    cast(
        case estimated.pay_basis
            when 'annual' then {{ product(['estimated.pay', 'multipliers.pay_multiplier']) }}
            else {{ product([
                'estimated.pay', 'multipliers.pay_multiplier', 'constants.billable_hours_per_month', '12'
            ]) }}
        end as decimal(18, 6)
    ) as annual_pay
from estimated
cross join constants
inner join multipliers on estimated.employment_type = multipliers.employment_type
