-- One row per scenario variant and month: the scenario's own cost, in two sets of columns that must
-- never be added. By the month in which a bill falls due: eight *_cost_eur groups that add up to
-- total_cost_eur, support taken out of infrastructure and labor. By the months that a bill covers:
-- what operating costs, in six columns that add up to operating_cost_eur.
{% set groups = [
    'infrastructure', 'labor', 'third_party', 'legal', 'marketing', 'support', 'overhead', 'other',
] %}
{% set operating_groups = [
    'operate_labor', 'operating_infrastructure', 'operating_third_party', 'operating_llm',
    'amortized_training', 'operating_overhead',
] %}
{% set measures = {
    'cash_cost_eur': "is_cash",
    'growth_labor_eur': "labor_cost_type = 'growth'",
    'manage_labor_eur': "labor_cost_type = 'manage'",
} %}
{% for group in groups -%}
    {% do measures.update({group ~ '_cost_eur': "cost_group = '" ~ group ~ "'"}) %}
{%- endfor %}
with variants as (select * from {{ ref('int_scenario_variants') }}),

months as (select * from {{ ref('int_months') }}),

ledger as (
    select
        entries.*,
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

operating as (
    select
        variant_code,
        month_index,
        {% for group in operating_groups -%}
            sum(case when operating_group = '{{ group }}' then operating_cost_eur else 0 end)
                as {{ group }}_eur,
        {% endfor -%}
        sum(operating_cost_eur) as operating_cost_eur
    from {{ ref('int_operating_costs') }}
    group by variant_code, month_index
)

select
    measures.variant_code,
    measures.month_index,
    {% for name in measures -%}
        measures.{{ name }},
    {% endfor -%}
    measures.total_cost_eur,
    {% for group in operating_groups -%}
        cast(coalesce(operating.{{ group }}_eur, 0) as decimal(18, 2)) as {{ group }}_eur,
    {% endfor -%}
    cast(coalesce(operating.operating_cost_eur, 0) as decimal(18, 2)) as operating_cost_eur
from measures
left join operating
    on
        measures.variant_code = operating.variant_code
        and measures.month_index = operating.month_index
