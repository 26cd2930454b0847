-- One row per scenario and milestone, one column a cost category at the scenario's own estimate.
-- total_low_eur, total_mid_eur and total_high_eur are estimates of the same cost: never add them
-- up.
{% set categories = [
    'labor', 'infrastructure', 'third_party', 'legal', 'compliance', 'marketing', 'ml_training', 'llm', 'overhead', 'other',
] %}
with costs as (select * from {{ ref('milestone_costs') }}),

milestones as (select * from {{ ref('stg_milestones') }}),

published as (select * from {{ ref('int_published_milestone_costs') }}),

pivoted as (
    select
        scenario_code,
        milestone_code,
        {% for category in categories -%}
            cast(
                sum(case when cost_category = '{{ category }}' then cost_eur else 0 end)
                as decimal(18, 2)
            ) as {{ category }}_eur,
        {% endfor -%}
        cast(sum(low_eur) as decimal(18, 2)) as total_low_eur,
        cast(sum(mid_eur) as decimal(18, 2)) as total_mid_eur,
        cast(sum(high_eur) as decimal(18, 2)) as total_high_eur,
        cast(sum(cost_eur) as decimal(18, 2)) as total_cost_eur
    from costs
    group by scenario_code, milestone_code
)

select
    pivoted.scenario_code,
    pivoted.milestone_code,
    milestones.first_month,
    milestones.last_month,
    milestones.target_users,
    {%- for category in categories %}
        pivoted.{{ category }}_eur,
    {%- endfor %}
    pivoted.total_low_eur,
    pivoted.total_mid_eur,
    pivoted.total_high_eur,
    pivoted.total_cost_eur,
    cast(sum(pivoted.total_cost_eur) over (
        partition by pivoted.scenario_code
        order by milestones.sequence
        rows between unbounded preceding and current row
    ) as decimal(18, 2)) as cumulative_cost_eur,
    published.published_mid_eur,
    cast(pivoted.total_cost_eur - published.published_mid_eur as decimal(18, 2)) as variance_eur
from pivoted
inner join milestones on pivoted.milestone_code = milestones.milestone_code
left join published on pivoted.milestone_code = published.milestone_code
