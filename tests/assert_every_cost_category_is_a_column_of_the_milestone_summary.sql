-- Every cost category has its column in milestone_cost_summary, whose list is written by hand.
{%- set columns = graph.nodes['model.vivim.milestone_cost_summary'].columns if execute else [] %}
with summary_columns as (
    {% for column in columns -%}
        select '{{ column }}' as column_name
        {{ 'union all' if not loop.last }}
    {% endfor %}
)

select categories.cost_category
from {{ ref('stg_cost_categories') }} as categories
left join summary_columns on categories.cost_category || '_eur' = summary_columns.column_name
where summary_columns.column_name is null
