{#-
    What a unit test compares, on PostgreSQL: as dbt's own macro has it, but numbers without their trailing zeros. A
    `numeric` without a scale shows 500 and 500.00 as two texts, and dbt compares texts.
-#}
{% macro postgres__get_unit_test_sql(main_sql, expected_fixture_sql, expected_column_names) -%}
    with dbt_internal_unit_test_actual as (
        select {{ expected_column_names | join(', ') }}, 'actual' as actual_or_expected
        from ({{ main_sql }}) as actual
    ),

    dbt_internal_unit_test_expected as (
        select {{ expected_column_names | join(', ') }}, 'expected' as actual_or_expected
        from ({{ expected_fixture_sql }}) as expected
    ),

    compared as (
        select * from dbt_internal_unit_test_actual
        union all
        select * from dbt_internal_unit_test_expected
    )

    select
        {%- for column in expected_column_names %}
        case
            when cast(pg_typeof({{ column }}) as text) = 'numeric'
                then cast(trim_scale(cast(cast({{ column }} as text) as numeric)) as text)
            else cast({{ column }} as text)
        end as {{ column }},
        {%- endfor %}
        actual_or_expected
    from compared
{%- endmacro %}
