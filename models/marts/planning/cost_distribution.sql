-- One row per scenario, milestone (or total) and correlation of the simulated costs. The truth lies
-- between the two correlations: the cautious figure is p80_eur at full correlation. Percentiles of
-- milestones must not be added up: the total has its own. Each cost category of a milestone is
-- triangular between its low, mid and high. independent: every category of every milestone has a
-- number of its own; full: one number a draw for all. Percentile p is the value of rank
-- ceil(p x draws).
{% set percentiles = [10, 50, 80, 90] %}
{% set number_of_draws = var('monte_carlo_draws') %}
{% set draw = 'cast(draws.generated_number as ' ~ dbt.type_string() ~ ')' %}
{% set keys_of_numbers = {
    'independent': draw ~ " || '|' || line_keys.milestone_code || '|' || line_keys.cost_category",
    'full': draw,
} %}
{% set double = double_type() %}
{% set spread = "cast(lines.high_eur - lines.low_eur as " ~ double ~ ")" %}
with lines as (select * from {{ ref('milestone_costs') }} where high_eur > 0),

draws as (
    {{ dbt.generate_series(number_of_draws) }}
),

line_keys as (
    select distinct
        milestone_code,
        cost_category
    from lines
),

numbers as (
    {% for correlation, key in keys_of_numbers.items() -%}
        select
            '{{ correlation }}' as correlation,
            draws.generated_number as draw,
            line_keys.milestone_code,
            line_keys.cost_category,
            {{ uniform(key) }} as u
        from draws
        cross join line_keys
        {{ 'union all' if not loop.last }}
    {% endfor %}
),

simulated_lines as (
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

simulated_costs as (
    select
        scenario_code,
        correlation,
        draw,
        coalesce(milestone_code, 'total') as milestone_key,
        cast(sum(cost_eur) as decimal(18, 2)) as cost_eur
    from simulated_lines
    group by scenario_code, correlation, draw, rollup(milestone_code)
),

ranked as (
    select
        *,
        row_number() over (
            partition by scenario_code, correlation, milestone_key order by cost_eur, draw
        ) as cost_rank
    from simulated_costs
),

published as (
    select
        coalesce(milestone_code, 'total') as milestone_key,
        milestone_code,
        cast(sum(published_mid_eur) as decimal(18, 2)) as published_mid_eur
    from {{ ref('int_published_milestone_costs') }}
    group by rollup(milestone_code)
)

select
    ranked.scenario_code,
    ranked.milestone_key,
    published.milestone_code,
    ranked.correlation,
    {{ divide('sum(ranked.cost_eur)', 'count(*)', 2) }} as mean_eur,
    {% for percentile in percentiles -%}
        max(case
            when ranked.cost_rank = {{ (percentile * number_of_draws + 99) // 100 }}
                then ranked.cost_eur
        end) as p{{ percentile }}_eur,
    {% endfor -%}
    published.published_mid_eur,
    {{ divide(
        'sum(case when ranked.cost_eur <= published.published_mid_eur then 1 else 0 end)',
        'count(*)', 6, 9
    ) }} as chance_within_published_mid
from ranked
inner join published on ranked.milestone_key = published.milestone_key
group by
    ranked.scenario_code,
    ranked.milestone_key,
    published.milestone_code,
    ranked.correlation,
    published.published_mid_eur
