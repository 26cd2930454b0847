-- One row per scenario, milestone (operations, all milestones or total) and correlation of the
-- simulated costs. The truth lies between the two correlations: the cautious figure is p80_eur at
-- full correlation. Percentiles of milestones must not be added up: milestones (all of them,
-- without operations) and total have their own. Each cost category of a milestone is triangular
-- between its low, mid and high. independent: every category of every milestone has a number of its
-- own; full: one number a draw for all. Percentile p is the value of rank ceil(p x draws).
-- Operations last to the horizon: their cost and the total depend on how long the plan is.
{% set percentiles = [10, 50, 80, 90] %}
{% set number_of_draws = var('monte_carlo_draws') %}
{% set draw = 'cast(draws.generated_number as ' ~ dbt.type_string() ~ ')' %}
{% set keys_of_numbers = {
    'independent': draw ~ " || '|' || line_keys.milestone_key || '|' || line_keys.cost_category",
    'full': draw,
} %}
{% set double = double_type() %}
{% set spread = "cast(lines.high_eur - lines.low_eur as " ~ double ~ ")" %}
with scenarios as (select * from {{ ref('scenarios') }}),

lines as (
    select
        {% for estimate in ['low', 'mid', 'high'] -%}
            cast(
                sum(case when ledger.estimate = '{{ estimate }}' then ledger.cost_eur else 0 end)
                as decimal(18, 2)
            ) as {{ estimate }}_eur,
        {% endfor -%}
        scenarios.scenario_code,
        ledger.milestone_key,
        ledger.cost_category
    from {{ ref('int_cost_ledger') }} as ledger
    inner join scenarios on ledger.variant_code = scenarios.scenario_code
    group by scenarios.scenario_code, ledger.milestone_key, ledger.cost_category
    having sum(case when ledger.estimate = 'high' then ledger.cost_eur else 0 end) > 0
),

-- What a key adds up: a milestone or operations alone, all milestones, everything.
reported_keys as (
    select distinct
        milestone_key,
        milestone_key as reported_key
    from lines

    union all

    select distinct
        milestone_key,
        'milestones' as reported_key
    from lines
    where milestone_key <> 'operations'

    union all

    select distinct
        milestone_key,
        'total' as reported_key
    from lines
),

mids as (
    select
        lines.scenario_code,
        reported_keys.reported_key,
        cast(sum(lines.mid_eur) as decimal(18, 2)) as mid_eur
    from lines
    inner join reported_keys on lines.milestone_key = reported_keys.milestone_key
    group by lines.scenario_code, reported_keys.reported_key
),

draws as (
    {{ dbt.generate_series(number_of_draws) }}
),

line_keys as (
    select distinct
        milestone_key,
        cost_category
    from lines
),

numbers as (
    {% for correlation, key in keys_of_numbers.items() -%}
        select
            '{{ correlation }}' as correlation,
            draws.generated_number as draw,
            line_keys.milestone_key,
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
        lines.milestone_key,
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
            lines.milestone_key = numbers.milestone_key
            and lines.cost_category = numbers.cost_category
),

simulated_milestones as (
    select
        scenario_code,
        correlation,
        draw,
        milestone_key,
        sum(cost_eur) as cost_eur
    from simulated_lines
    group by scenario_code, correlation, draw, milestone_key
),

simulated_costs as (
    select
        simulated_milestones.scenario_code,
        simulated_milestones.correlation,
        simulated_milestones.draw,
        reported_keys.reported_key as milestone_key,
        cast(sum(simulated_milestones.cost_eur) as decimal(18, 2)) as cost_eur
    from simulated_milestones
    inner join reported_keys on simulated_milestones.milestone_key = reported_keys.milestone_key
    group by
        simulated_milestones.scenario_code,
        simulated_milestones.correlation,
        simulated_milestones.draw,
        reported_keys.reported_key
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
        coalesce(milestone_code, 'milestones') as milestone_key,
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
    mids.mid_eur,
    {{ divide(
        'sum(case when ranked.cost_eur <= mids.mid_eur then 1 else 0 end)', 'count(*)', 6, 9
    ) }} as mid_percentile,
    published.published_mid_eur,
    {{ divide(
        'sum(case when ranked.cost_eur <= published.published_mid_eur then 1'
        ~ ' when ranked.cost_eur > published.published_mid_eur then 0 end)',
        'count(*)', 6, 9
    ) }} as chance_within_published_mid
from ranked
inner join mids
    on
        ranked.scenario_code = mids.scenario_code
        and ranked.milestone_key = mids.reported_key
left join published on ranked.milestone_key = published.milestone_key
group by
    ranked.scenario_code,
    ranked.milestone_key,
    published.milestone_code,
    ranked.correlation,
    mids.mid_eur,
    published.published_mid_eur
