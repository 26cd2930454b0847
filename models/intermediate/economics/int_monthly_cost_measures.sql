-- One row per scenario variant and month: the scenario's own cost, by the groups that unit
-- economics need. Support is taken out of infrastructure and labor, so that the seven *_cost_eur
-- groups add up to total_cost_eur. The operating cost has training spread over the months after
-- each run; the total has each run in full in its month.
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

ledger as (select * from {{ ref('int_cost_ledger') }} where is_own_estimate),

constants as (select * from {{ ref('int_planning_constants') }}),

measures as (
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
),

-- Months beyond the horizon are parts too: they carry their share of the cost out of the plan.
training_parts as (
    select
        ledger.scenario_code,
        ledger.line_code,
        ledger.cost_eur,
        ledger.month_index + months.month_index as month_index,
        1 as part_weight
    from ledger
    cross join constants
    inner join months on constants.training_amortization_months >= months.month_index
    where ledger.cost_category = 'ml_training'
),

spread_training as (
    {{ largest_remainder(
        'training_parts', 'cost_eur', 'part_weight', ['scenario_code', 'line_code'], ['month_index'], ['month_index']
    ) }}
),

amortization as (
    select
        scenario_code,
        month_index,
        cast(sum(allocated_amount) as decimal(18, 2)) as amortized_training_eur
    from spread_training
    group by scenario_code, month_index
)

select
    measures.scenario_code,
    measures.month_index,
    {% for name in groups -%}
        measures.{{ name }},
    {% endfor -%}
    measures.total_cost_eur,
    coalesce(amortization.amortized_training_eur, 0) as amortized_training_eur,
    cast(
        measures.operating_cost_before_training_eur
        + coalesce(amortization.amortized_training_eur, 0)
        as decimal(18, 2)
    ) as operating_cost_eur
from measures
left join amortization
    on
        measures.scenario_code = amortization.scenario_code
        and measures.month_index = amortization.month_index
