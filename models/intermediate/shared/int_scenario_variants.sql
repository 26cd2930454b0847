-- One row per scenario variant (named scenario, sensitivity run, or the default scenario at the
-- newest exchange rates), with one column a driver.
{% set drivers = [
    'salary_level', 'contractor_rate', 'headcount', 'infrastructure_price', 'infrastructure_usage',
    'llm_price', 'legal_hours', 'legal_rate', 'compliance', 'marketing', 'third_party', 'overhead',
    'user_growth', 'opt_in_rate', 'churn_rate', 'revenue_price', 'revenue_growth', 'revenue_delay',
    'fx_usd',
] %}
with scenarios as (select * from {{ ref('stg_scenarios') }}),

driver_values as (select * from {{ ref('int_variant_driver_values') }}),

pivoted as (
    select
        variant_code,
        base_scenario_code,
        {% for driver in drivers -%}
            max(case when driver_code = '{{ driver }}' then multiplier end) as {{ driver }},
        {% endfor -%}
        moved_driver_code,
        driver_end,
        fx_rate_set
    from driver_values
    group by variant_code, base_scenario_code, moved_driver_code, driver_end, fx_rate_set
)

select
    pivoted.variant_code,
    pivoted.base_scenario_code,
    pivoted.moved_driver_code,
    pivoted.driver_end,
    pivoted.fx_rate_set,
    pivoted.variant_code = pivoted.base_scenario_code as is_named,
    scenarios.is_default and pivoted.variant_code = pivoted.base_scenario_code as is_default,
    {% for driver in drivers -%}
        pivoted.{{ driver }},
    {% endfor -%}
    scenarios.growth_model_code,
    scenarios.staffing_plan_code,
    scenarios.estimate,
    scenarios.with_completion
from pivoted
inner join scenarios on pivoted.base_scenario_code = scenarios.scenario_code
