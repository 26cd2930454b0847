-- One row per named scenario, milestone and cost category, 0 where there is no cost: low, mid, high
-- and own estimate.
with ledger as (select * from {{ ref('int_cost_ledger') }}),

variants as (select * from {{ ref('int_scenario_variants') }} where is_named),

milestones as (select * from {{ ref('stg_milestones') }}),

categories as (select * from {{ ref('int_cost_categories') }})

select
    variants.scenario_code,
    milestones.milestone_code,
    milestones.sequence,
    categories.cost_category,
    categories.category_order,
    {% for estimate in ['low', 'mid', 'high'] -%}
        cast(
            sum(case when ledger.estimate = '{{ estimate }}' then ledger.cost_eur else 0 end)
            as decimal(18, 2)
        ) as {{ estimate }}_eur,
    {% endfor -%}
    cast(sum(case when ledger.is_own_estimate then ledger.cost_eur else 0 end) as decimal(18, 2))
        as cost_eur
from variants
cross join milestones
cross join categories
left join ledger
    on
        variants.scenario_code = ledger.scenario_code
        and milestones.milestone_code = ledger.milestone_code
        and categories.cost_category = ledger.cost_category
group by
    variants.scenario_code,
    milestones.milestone_code,
    milestones.sequence,
    categories.cost_category,
    categories.category_order
