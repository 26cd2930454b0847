-- One row per scenario variant and month: the scenario's own cost, by the groups that unit
-- economics need. Support is taken out of infrastructure and labor, so that the eight *_cost_eur
-- groups add up to total_cost_eur. The operating cost has training spread over the months after
-- each run; the total has each run in full in its month.
{% set groups = [
    'infrastructure', 'labor', 'third_party', 'legal', 'marketing', 'support', 'overhead', 'other',
] %}
{% set measures = {
    'cash_cost_eur': "is_cash",
    'growth_labor_eur': "labor_cost_type = 'growth'",
    'operating_cost_before_training_eur': "is_operating or labor_cost_type = 'operate'",
} %}
{% for group in groups -%}
    {% do measures.update({group ~ '_cost_eur': "cost_group = '" ~ group ~ "'"}) %}
{%- endfor %}
with variants as (select * from {{ ref('int_scenario_variants') }}),

months as (select * from {{ ref('int_months') }}),

ledger as (
    select
        entries.*,
        categories.is_operating,
        case
            when entries.cost_component = 'support' or entries.role_category_code = 'support'
                then 'support'
            else categories.cost_group
        end as cost_group
    from {{ ref('int_cost_ledger') }} as entries
    inner join {{ ref('stg_cost_categories') }} as categories
        on entries.cost_category = categories.cost_category
    where entries.is_own_estimate
),

constants as (select * from {{ ref('int_planning_constants') }}),

measures as (
    select
        variants.variant_code,
        months.month_index,
        {% for name, condition in measures.items() -%}
            cast(sum(case when {{ condition }} then ledger.cost_eur else 0 end) as decimal(18, 2))
                as {{ name }},
        {% endfor -%}
        cast(coalesce(sum(ledger.cost_eur), 0) as decimal(18, 2)) as total_cost_eur
    from variants
    cross join months
    left join ledger
        on
            variants.variant_code = ledger.variant_code
            and months.month_index = ledger.month_index
    group by variants.variant_code, months.month_index
),

-- Months beyond the horizon are parts too: they carry their share of the cost out of the plan.
training_parts as (
    select
        ledger.variant_code,
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
        'training_parts', 'cost_eur', 'part_weight', ['variant_code', 'line_code'], ['month_index'], ['month_index']
    ) }}
),

amortization as (
    select
        variant_code,
        month_index,
        cast(sum(allocated_amount) as decimal(18, 2)) as amortized_training_eur
    from spread_training
    group by variant_code, month_index
)

select
    measures.variant_code,
    measures.month_index,
    {% for name in measures -%}
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
        measures.variant_code = amortization.variant_code
        and measures.month_index = amortization.month_index
