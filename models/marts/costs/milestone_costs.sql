-- One row per scenario, milestone and cost category, 0 where there is no cost. low, mid and high
-- are estimates of the same cost and cost_eur is the scenario's own: never add them up.
with ledger as (select * from {{ ref('int_cost_ledger') }}),

scenarios as (select * from {{ ref('scenarios') }}),

milestones as (select * from {{ ref('stg_milestones') }}),

categories as (select * from {{ ref('stg_cost_categories') }})

select
    scenarios.scenario_code,
    milestones.milestone_code,
    categories.cost_category,
    {% for estimate in ['low', 'mid', 'high'] -%}
        cast(
            sum(case when ledger.estimate = '{{ estimate }}' then ledger.cost_eur else 0 end)
            as decimal(18, 2)
        ) as {{ estimate }}_eur,
    {% endfor -%}
    cast(sum(case when ledger.is_own_estimate then ledger.cost_eur else 0 end) as decimal(18, 2))
        as cost_eur
from scenarios
cross join milestones
cross join categories
left join ledger
    on
        scenarios.scenario_code = ledger.variant_code
        and milestones.milestone_code = ledger.milestone_code
        and categories.cost_category = ledger.cost_category
group by scenarios.scenario_code, milestones.milestone_code, categories.cost_category
