{#- Driver that moves the pay of an employment type: one for full-time staff, one for contractors. -#}
{% macro pay_multiplier(employment_type, salary_level, contractor_rate) -%}
    case {{ employment_type }} when 'full_time' then {{ salary_level }} else {{ contractor_rate }} end
{%- endmacro %}
