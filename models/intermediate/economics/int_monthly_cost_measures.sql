-- One row per scenario variant and month: the scenario's own cost, by the groups that unit
-- economics need. Support is taken out of infrastructure and labor, so that the seven *_cost_eur
-- groups add up to total_cost_eur.
{% set is_support = "(cost_component = 'support' or role_category_code = 'support')" %}
{% set groups = {
    'infrastructure_cost_eur': "cost_category = 'infrastructure' and not coalesce(" ~ is_support ~ ", false)",
    'labor_cost_eur': "cost_category = 'labor' and not coalesce(" ~ is_support ~ ", false)",
    'third_party_cost_eur': "cost_category = 'third_party'",
    'legal_cost_eur': "cost_category = 'legal'",
    'marketing_cost_eur': "cost_category = 'marketing'",
    'support_cost_eur': is_support,
    'other_cost_eur': "cost_category in ('compliance', 'ml_training', 'llm', 'other')",
    'cash_cost_eur': "is_cash",
    'growth_labor_eur': "labor_cost_type = 'growth'",
    'operating_cost_before_training_eur':
        "cost_category in ('infrastructure', 'third_party', 'llm') or labor_cost_type = 'operate'",
} %}
with variants as (select * from {{ ref('int_scenario_variants') }}),

months as (select * from {{ ref('int_months') }}),

ledger as (select * from {{ ref('int_cost_ledger') }} where is_own_estimate)

select
    variants.scenario_code,
    months.month_index,
    {% for name, condition in groups.items() -%}
        cast(sum(case when {{ condition }} then ledger.cost_eur else 0 end) as decimal(18, 2))
            as {{ name }},
    {% endfor -%}
    cast(coalesce(sum(ledger.cost_eur), 0) as decimal(18, 2)) as total_cost_eur
from variants
cross join months
left join ledger
    on
        variants.scenario_code = ledger.scenario_code
        and months.month_index = ledger.month_index
group by variants.scenario_code, months.month_index
