{#- What the amount of an overhead cost is multiplied with, as its basis says: staff is null where nobody works. -#}
{% macro overhead_quantity(overhead, staff, receipts_eur) -%}
    case {{ overhead }}.basis
        when 'fixed' then 1
        when 'per_head' then coalesce({{ staff }}.heads, 0)
        when 'per_payslip' then coalesce({{ staff }}.payslips, 0)
        when 'share_of_pay' then coalesce({{ staff }}.base_pay_eur, 0)
        when 'share_of_first_year_pay' then coalesce({{ staff }}.first_year_pay_eur, 0)
        when 'share_of_foreign_receipts' then coalesce({{ receipts_eur }}, 0)
    end
{%- endmacro %}
