-- One row per scenario variant, and one per staffing plan for its budget, at drivers 1: the case in
-- which its labor is priced. Rows of one case share the staffing plan, the set of exchange rates
-- and the drivers below.
{% set drivers = ['headcount', 'salary_level', 'contractor_rate', 'fx_usd'] %}
with priced as (
    select
        {% for driver in drivers -%}
            {{ driver }},
        {% endfor -%}
        variant_code,
        staffing_plan_code,
        fx_rate_set
    from {{ ref('int_scenario_variants') }}

    union all

    select
        {% for driver in drivers -%}
            cast(1 as decimal(9, 6)) as {{ driver }},
        {% endfor -%}
        cast(null as {{ dbt.type_string() }}) as variant_code,
        staffing_plan_code,
        'plan' as fx_rate_set
    from {{ ref('stg_staffing_plans') }}
)

select
    variant_code,
    cast(
        dense_rank() over (order by staffing_plan_code, fx_rate_set, {{ drivers | join(', ') }})
        as {{ dbt.type_string() }}
    ) as labor_case_code,
    staffing_plan_code,
    fx_rate_set,
    {% for driver in drivers -%}
        {{ driver }},
    {% endfor -%}
    fx_rate_set = 'plan' and {{ drivers | join(' = 1 and ') }} = 1 as is_budget
from priced
