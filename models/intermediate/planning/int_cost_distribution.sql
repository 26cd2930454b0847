-- One row per named scenario, correlation and milestone (or total): mean and percentiles of the
-- simulated cost. Percentile p is the value of rank ceil(p x draws).
{% set percentiles = [10, 50, 80, 90] %}
{% set draws = var('monte_carlo_draws') %}
with ranked as (
    select
        *,
        row_number() over (
            partition by scenario_code, correlation, milestone_key order by cost_eur, draw
        ) as cost_rank
    from {{ ref('int_cost_draws') }}
),

published as (
    select
        milestone_code as milestone_key,
        published_mid_eur
    from {{ ref('int_published_milestone_costs') }}

    union all

    select
        'total' as milestone_key,
        cast(sum(published_mid_eur) as decimal(18, 2)) as published_mid_eur
    from {{ ref('int_published_milestone_costs') }}
)

select
    ranked.scenario_code,
    ranked.correlation,
    ranked.milestone_key,
    published.published_mid_eur,
    {{ divide('sum(ranked.cost_eur)', 'count(*)', 2) }} as mean_eur,
    {% for percentile in percentiles -%}
        max(case
            when ranked.cost_rank = {{ (percentile * draws + 99) // 100 }} then ranked.cost_eur
        end) as p{{ percentile }}_eur,
    {% endfor -%}
    {{ divide(
        'sum(case when ranked.cost_eur <= published.published_mid_eur then 1 else 0 end)',
        'count(*)', 6, 9
    ) }} as chance_within_published_mid
from ranked
inner join published on ranked.milestone_key = published.milestone_key
group by
    ranked.scenario_code, ranked.correlation, ranked.milestone_key, published.published_mid_eur
