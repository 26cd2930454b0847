{#- Code of a labor budget: staffing plan, milestone (or operations) and salary benchmark. -#}
{% macro labor_budget_code(staffing_plan_code, milestone_key, salary_benchmark_code) -%}
    {{ staffing_plan_code }} || ':' || {{ milestone_key }} || ':' || {{ salary_benchmark_code }}
{%- endmacro %}
