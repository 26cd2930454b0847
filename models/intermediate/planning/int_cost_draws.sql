-- One row per named scenario, correlation, draw and milestone (or total): a simulated cost.
-- Each cost category of a milestone is triangular between its low, mid and high. independent: every
-- category of every milestone has a number of its own; full: one number a draw for all.
{% set double = double_type() %}
{% set spread = "cast(lines.high_eur - lines.low_eur as " ~ double ~ ")" %}
with lines as (
    select *
    from {{ ref('int_milestone_costs') }}
    where high_eur > 0
),

draws as (
    {{ dbt.generate_series(var('monte_carlo_draws')) }}
),

line_keys as (
    select distinct
        milestone_code,
        cost_category
    from lines
),

independent_numbers as (
    select
        'independent' as correlation,
        draws.generated_number as draw,
        line_keys.milestone_code,
        line_keys.cost_category,
        {{ uniform(
            "cast(draws.generated_number as " ~ dbt.type_string() ~ ")"
            ~ " || '|' || line_keys.milestone_code || '|' || line_keys.cost_category"
        ) }} as u
    from draws
    cross join line_keys
),

full_numbers as (
    select
        'full' as correlation,
        draws.generated_number as draw,
        line_keys.milestone_code,
        line_keys.cost_category,
        {{ uniform("cast(draws.generated_number as " ~ dbt.type_string() ~ ")") }} as u
    from draws
    cross join line_keys
),

numbers as (
    select * from independent_numbers
    union all
    select * from full_numbers
),

simulated as (
    select
        lines.scenario_code,
        numbers.correlation,
        numbers.draw,
        lines.milestone_code,
        cast(round(cast(
            case
                when lines.high_eur = lines.low_eur then cast(lines.low_eur as {{ double }})
                when
                    numbers.u * {{ spread }} < cast(lines.mid_eur - lines.low_eur as {{ double }})
                    then
                        cast(lines.low_eur as {{ double }})
                        + sqrt(
                            numbers.u * {{ spread }}
                            * cast(lines.mid_eur - lines.low_eur as {{ double }})
                        )
                else
                    cast(lines.high_eur as {{ double }})
                    - sqrt(
                        (1 - numbers.u) * {{ spread }}
                        * cast(lines.high_eur - lines.mid_eur as {{ double }})
                    )
            end as decimal(28, 6)
        ), 2) as decimal(18, 2)) as cost_eur
    from lines
    inner join numbers
        on
            lines.milestone_code = numbers.milestone_code
            and lines.cost_category = numbers.cost_category
),

milestone_draws as (
    select
        scenario_code,
        correlation,
        draw,
        milestone_code as milestone_key,
        cast(sum(cost_eur) as decimal(18, 2)) as cost_eur
    from simulated
    group by scenario_code, correlation, draw, milestone_code
)

select
    scenario_code,
    correlation,
    cast(draw as integer) as draw,
    milestone_key,
    cost_eur
from milestone_draws

union all

select
    scenario_code,
    correlation,
    cast(draw as integer) as draw,
    'total' as milestone_key,
    cast(sum(cost_eur) as decimal(18, 2)) as cost_eur
from milestone_draws
group by scenario_code, correlation, draw
