-- One row per cost category, in the order of the published tables.
{% set categories = [
    'labor', 'infrastructure', 'third_party', 'legal', 'compliance', 'marketing', 'ml_training', 'llm', 'other',
] %}
{% for category in categories -%}
    select
        '{{ category }}' as cost_category,
        {{ loop.index }} as category_order
    {{ 'union all' if not loop.last }}
{% endfor %}
