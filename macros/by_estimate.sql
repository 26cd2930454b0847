{#- The low, mid or high column of a three-point range, as `estimate` says: `prefix` is what stands before _low. -#}
{% macro by_estimate(prefix, estimate='estimates.estimate') -%}
    case {{ estimate }}
        when 'low' then {{ prefix }}_low
        when 'mid' then {{ prefix }}_mid
        when 'high' then {{ prefix }}_high
    end
{%- endmacro %}
