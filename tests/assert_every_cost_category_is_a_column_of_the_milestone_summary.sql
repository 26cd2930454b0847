-- Every cost category has its column in milestone_cost_summary, whose list is written by hand.
{%- set columns = [] %}
{%- for node in graph.get('nodes', {}).values() if node.name == 'milestone_cost_summary' %}
    {%- do columns.extend(node.columns) %}
{%- endfor %}
with summary_columns as (
    select cast(null as {{ dbt.type_string() }}) as column_name
    {% for column in columns -%}
        union all
        select '{{ column }}'
    {% endfor %}
)

select categories.cost_category
from {{ ref('stg_cost_categories') }} as categories
left join summary_columns on categories.cost_category || '_eur' = summary_columns.column_name
where summary_columns.column_name is null
