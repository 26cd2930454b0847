{#- Code of an infrastructure budget: milestone (or operations) and infrastructure model. -#}
{% macro infrastructure_budget_code(milestone_key, infrastructure_model_code) -%}
    {{ milestone_key }} || ':' || {{ infrastructure_model_code }}
{%- endmacro %}
