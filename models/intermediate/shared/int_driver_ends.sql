-- One row per driver: the two values of its sensitivity runs. ends_from seed: as typed; staging:
-- what the driver's own inputs say, the ratio of the sums of low and high to the sum of mid. Pay is
-- weighted by FTE-months x mid pay of the default plan; an exchange rate by the range seen.
{% set measures = ['low', 'mid', 'high'] %}
with drivers as (select * from {{ ref('stg_sensitivity_drivers') }}),

scenarios as (select * from {{ ref('stg_scenarios') }} where is_default),

allocations as (select * from {{ ref('stg_milestone_team_allocations') }}),

benchmarks as (select * from {{ ref('stg_salary_benchmarks') }} where valid_to is null),

planned_lines as (select * from {{ ref('int_planned_lines') }}),

plan_rates as (select * from {{ ref('int_plan_fx_rates') }}),

seen_rates as (select * from {{ ref('stg_fx_rates') }}),

pay as (
    select
        'salary_level' as driver_code,
        {% for measure in measures -%}
            {{ product([
                'benchmarks.pay_' ~ measure, 'allocations.fte_count',
                'allocations.last_month - allocations.first_month + 1', 'plan_rates.eur_per_unit',
            ]) }} as {{ measure }}_amount{{ ',' if not loop.last }}
        {% endfor %}
    from allocations
    inner join scenarios on allocations.staffing_plan_code = scenarios.staffing_plan_code
    inner join benchmarks
        on
            allocations.role_code = benchmarks.role_code
            and allocations.location_code = benchmarks.location_code
            and allocations.employment_type = benchmarks.employment_type
    inner join plan_rates on benchmarks.currency_code = plan_rates.currency_code
    where allocations.employment_type = 'full_time'
),

-- Hours move the work that is billed by the hour; rates move the other legal lines, whose range is
-- that of the fee.
planned as (
    select
        case when planned_lines.is_hourly then 'legal_hours' else planned_lines.driver_code end
            as driver_code,
        {% for measure in measures -%}
            case
                when planned_lines.estimate = '{{ measure }}'
                    then {{ product(['planned_lines.amount', 'plan_rates.eur_per_unit']) }}
                else 0
            end as {{ measure }}_amount{{ ',' if not loop.last }}
        {% endfor %}
    from planned_lines
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
    {% for inputs in ['pay', 'planned', 'seen'] -%}
        select
            driver_code,
            {% for measure in measures -%}
                cast(sum({{ measure }}_amount) as decimal(28, 10)) as {{ measure }}_amount
                {{- ',' if not loop.last }}
            {% endfor %}
        from {{ inputs }}
        group by driver_code
        {{ 'union all' if not loop.last }}
    {% endfor %}
)

select
    drivers.driver_code,
    {% for end in ['low', 'high'] -%}
        case drivers.ends_from
            when 'staging'
                then {{ divide('sums.' ~ end ~ '_amount', 'sums.mid_amount', 6, 9) }}
            else drivers.{{ end }}_value
        end as {{ end }}_value{{ ',' if not loop.last }}
    {% endfor %}
from drivers
left join sums on drivers.driver_code = sums.driver_code
