{#- Code of a legal budget: milestone, kind of legal work and counsel rate. -#}
{% macro legal_budget_code(milestone_code, legal_service_category_code, legal_counsel_rate_code) -%}
    {{ milestone_code }} || ':' || {{ legal_service_category_code }} || ':' || {{ legal_counsel_rate_code }}
{%- endmacro %}
