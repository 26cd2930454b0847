-- Every driver is a column of int_scenario_variants that a model reads: one that stands in its seed
-- alone would show swings of 0. What explains figures (provenance) does not count.
{%- set columns = [] %}
{%- set column = '\\b(?:variants|cases)\\.(\\w+)' %}
{%- for node in graph.get('nodes', {}).values() %}
    {%- if node.resource_type == 'model' and 'provenance' not in node.fqn %}
        {%- do columns.extend(modules.re.findall(column, node.raw_code)) %}
    {%- endif %}
{%- endfor %}
with columns_read as (
    select cast(null as {{ dbt.type_string() }}) as column_name
    {% for column in columns | unique | sort -%}
        union all
        select '{{ column }}'
    {% endfor %}
)

select drivers.driver_code
from {{ ref('stg_sensitivity_drivers') }} as drivers
left join columns_read on drivers.driver_code = columns_read.column_name
where columns_read.column_name is null
