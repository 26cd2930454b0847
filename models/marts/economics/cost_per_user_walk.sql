-- One row per scenario, milestone (from the second on) and step: what moved cost per user since the
-- milestone before. Steps of a milestone add up to the difference of its cost_per_user; never add
-- them up over scenarios. users = C0 / U1 - C0 / U0, a part of the cost = (Ck1 - Ck0) / U1, with
-- C = operating cost, U = user-months, 0 the milestone before and 1 this one; in whole millionths
-- by largest remainder, ties to the earlier step. Null where a milestone has no users.
{% set parts = {
    'operate_labor': 'operate_labor_eur',
    'infrastructure': 'operating_infrastructure_eur',
    'third_party': 'operating_third_party_eur',
    'llm': 'operating_llm_eur',
    'amortized_training': 'amortized_training_eur',
    'overhead': 'operating_overhead_eur',
} %}
{% set steps = ['users'] + parts.keys() | list %}
{% set compared_columns = [
    'milestone_code', 'cost_per_user', 'user_months', 'operating_cost_eur',
] %}
{% set common_divisor = 'cast(user_months as ' ~ big_integer() ~ ') * previous_user_months' %}
with results as (select * from {{ ref('int_milestone_unit_economics') }}),

scenarios as (select * from {{ ref('scenarios') }}),

compared as (
    select
        scenarios.scenario_code,
        results.milestone_code,
        results.sequence as milestone_sequence,
        {% for column in compared_columns -%}
            lag(results.{{ column }}) over (
                partition by results.variant_code order by results.sequence
            ) as previous_{{ column }},
        {% endfor -%}
        {% for column in parts.values() -%}
            {{ to_cents(
                '(results.' ~ column ~ ' - lag(results.' ~ column ~ ') over ('
                ~ 'partition by results.variant_code order by results.sequence))'
            ) }}
                as {{ column }}_change,
        {% endfor -%}
        results.cost_per_user,
        results.user_months
    from results
    inner join scenarios on results.variant_code = scenarios.scenario_code
),

-- Each step in millionths of a euro a user, as a numerator over one divisor: 10,000 millionths are
-- a cent.
numerators as (
    {% for step in steps -%}
        select
            scenario_code,
            milestone_code,
            milestone_sequence,
            previous_milestone_code,
            cost_per_user,
            previous_cost_per_user,
            '{{ step }}' as step_code,
            {{ loop.index }} as step_order,
            10000
            {% if step == 'users' -%}
                * {{ to_cents('previous_operating_cost_eur') }}
                * (previous_user_months - user_months)
            {%- else -%}
                * {{ parts[step] }}_change * previous_user_months
            {%- endif %} as numerator,
            {{ common_divisor }} as divisor
        from compared
        where previous_milestone_code is not null
        {{ 'union all' if not loop.last }}
    {% endfor %}
),

floored as (
    select
        *,
        {{ integer_quotient('numerator', 'nullif(divisor, 0)') }}
        - case when mod(numerator, nullif(divisor, 0)) < 0 then 1 else 0 end as floor_millionths
    from numerators
),

ranked as (
    select
        *,
        cast((cost_per_user - previous_cost_per_user) * 1000000 as {{ big_integer() }})
        - sum(floor_millionths) over (partition by scenario_code, milestone_code)
            as millionths_left_over,
        row_number() over (
            partition by scenario_code, milestone_code
            order by numerator - floor_millionths * divisor desc, step_order
        ) as remainder_rank
    from floored
)

select
    scenario_code,
    milestone_code,
    milestone_sequence,
    step_code,
    step_order,
    previous_milestone_code,
    previous_cost_per_user,
    cost_per_user,
    cast(
        cast(
            floor_millionths
            + case when remainder_rank <= millionths_left_over then 1 else 0 end as decimal(38, 0)
        ) * cast('0.000001' as decimal(7, 6)) as decimal(18, 6)
    ) as change_per_user
from ranked
