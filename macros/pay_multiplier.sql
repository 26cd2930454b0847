{#- Driver that moves the pay of an employment type: salary_level for full-time staff, contractor_rate for contractors. -#}
{% macro pay_multiplier(employment_type, drivers) -%}
    case {{ employment_type }} when 'full_time' then {{ drivers }}.salary_level else {{ drivers }}.contractor_rate end
{%- endmacro %}
