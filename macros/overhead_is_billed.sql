{#-
    Whether an overhead cost is billed in a month: between its first and last month, in the first and every
    `every_months` after it; a share of the first year's pay in every month, as somebody may start in each.
-#}
{% macro overhead_is_billed(overhead, month_index) -%}
    (
        {{ overhead }}.first_month <= {{ month_index }}
        and ({{ overhead }}.last_month >= {{ month_index }} or {{ overhead }}.last_month is null)
        and (
            {{ overhead }}.basis = 'share_of_first_year_pay'
            or mod(
                {{ month_index }} - {{ overhead }}.first_month,
                coalesce({{ overhead }}.every_months, {{ var('longest_horizon_months') }})
            ) = 0
        )
    )
{%- endmacro %}
