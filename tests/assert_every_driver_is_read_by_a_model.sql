-- Every driver is a column of int_scenario_variants that a model reads: one that stands in its seed
-- alone would show swings of 0. What explains figures (provenance) does not count.
{%- set code = graph.get('nodes', {}).values()
    | selectattr('resource_type', 'equalto', 'model')
    | rejectattr('fqn.2', 'equalto', 'provenance')
    | map(attribute='raw_code') | join('\n') %}
{%- set columns = modules.re.findall('\\b(?:variants|cases)\\.(\\w+)', code) %}
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
