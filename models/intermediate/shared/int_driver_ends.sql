-- One row per driver: the two values of its sensitivity runs. ends_from seed: as typed; staging:
-- what the driver's own inputs say, the ratio of the sums of low and high to the sum of mid in the
-- default scenario at drivers 1. Pay is weighted by FTE-months x mid pay; overhead by its bills and
-- the staff that they rest on; an exchange rate takes the range seen.
{% set measures = ['low', 'mid', 'high'] %}
with drivers as (select * from {{ ref('stg_sensitivity_drivers') }}),

scenarios as (select * from {{ ref('stg_scenarios') }} where is_default),

positions as (select * from {{ ref('int_positions') }}),

months as (select * from {{ ref('int_months') }}),

pay_periods as (select * from {{ ref('int_pay_periods') }}),

planned_lines as (select * from {{ ref('int_planned_lines') }}),

overhead_costs as (select * from {{ ref('stg_overhead_costs') }}),

plan_rates as (select * from {{ ref('int_plan_fx_rates') }}),

seen_rates as (select * from {{ ref('stg_fx_rates') }}),

-- Every position of the default plan in every month, at the pay of the month.
position_months as (
    select
        {% for measure in measures -%}
            {{ product([
                'pay_periods.pay_' ~ measure, 'positions.fte', 'plan_rates.eur_per_unit',
            ]) }} as pay_{{ measure }},
        {% endfor -%}
        positions.position_code,
        positions.country_code,
        positions.employment_type,
        months.month_index,
        months.month_index = positions.first_month as is_first_month
    from positions
    inner join scenarios on positions.staffing_plan_code = scenarios.staffing_plan_code
    inner join months
        on months.month_index between positions.first_month and positions.last_month
    inner join pay_periods
        on
            positions.salary_benchmark_code = pay_periods.salary_benchmark_code
            and months.month_start >= pay_periods.effective_from
            and months.month_start < pay_periods.effective_before
    inner join plan_rates on pay_periods.currency_code = plan_rates.currency_code
),

pay as (
    select
        case employment_type when 'full_time' then 'salary_level' else 'contractor_rate' end
            as driver_code,
        pay_low as low_amount,
        pay_mid as mid_amount,
        pay_high as high_amount
    from position_months
),

-- What an overhead bill rests on in its country: heads, payslips or mid pay of the default plan.
staff as (
    select
        country_code,
        month_index,
        count(*) as heads,
        sum(case when employment_type = 'full_time' then 1 else 0 end) as payslips,
        {{ divide('sum(pay_mid)', '12', 10, 28) }} as base_pay_eur,
        cast(sum(case when is_first_month then pay_mid else 0 end) as decimal(28, 10))
            as first_year_pay_eur
    from position_months
    group by country_code, month_index
),

overhead_bills as (
    select
        {% for measure in measures -%}
            {{ product([
                'overhead_costs.amount_' ~ measure,
                "case when overhead_costs.basis like 'share%' then 1 else plan_rates.eur_per_unit end",
                overhead_quantity('overhead_costs', 'staff', '0'),
            ]) }} as {{ measure }}_amount,
        {% endfor -%}
        'overhead' as driver_code
    from overhead_costs
    inner join scenarios on scenarios.with_completion or not overhead_costs.is_completion
    inner join months on {{ overhead_is_billed('overhead_costs', 'months.month_index') }}
    left join plan_rates on overhead_costs.currency_code = plan_rates.currency_code
    left join staff
        on
            overhead_costs.country_code = staff.country_code
            and months.month_index = staff.month_index
),

-- Hours move the work that is billed by the hour; rates move the other legal lines, whose range is
-- that of the fee.
planned as (
    select
        {% for measure in measures -%}
            case
                when planned_lines.estimate = '{{ measure }}'
                    then {{ product(['planned_lines.amount', 'plan_rates.eur_per_unit']) }}
                else 0
            end as {{ measure }}_amount,
        {% endfor -%}
        case when planned_lines.is_hourly then 'legal_hours' else planned_lines.driver_code end
            as driver_code
    from planned_lines
    inner join scenarios on scenarios.with_completion or not planned_lines.is_completion
    inner join plan_rates on planned_lines.currency_code = plan_rates.currency_code
),

seen as (
    select
        'fx_usd' as driver_code,
        min(seen_rates.eur_per_unit) as low_amount,
        max(plan_rates.eur_per_unit) as mid_amount,
        max(seen_rates.eur_per_unit) as high_amount
    from seen_rates
    inner join plan_rates on seen_rates.currency_code = plan_rates.currency_code
    where seen_rates.currency_code = 'USD'
),

sums as (
    {% for inputs in ['pay', 'planned', 'overhead_bills', 'seen'] -%}
        select
            {% for measure in measures -%}
                cast(sum({{ measure }}_amount) as decimal(28, 10)) as {{ measure }}_amount,
            {% endfor -%}
            driver_code
        from {{ inputs }}
        group by driver_code
        {{ 'union all' if not loop.last }}
    {% endfor %}
)

select
    {% for end in ['low', 'high'] -%}
        case drivers.ends_from
            when 'staging'
                then {{ divide('sums.' ~ end ~ '_amount', 'sums.mid_amount', 6, 9) }}
            else drivers.{{ end }}_value
        end as {{ end }}_value,
    {% endfor -%}
    drivers.driver_code
from drivers
left join sums on drivers.driver_code = sums.driver_code
