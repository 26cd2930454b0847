-- One row per milestone and cost category that either version of the plan states: how the document
-- becomes the database. Never add up cumulative_difference: it is a running total.
with version_lines as (select * from {{ ref('int_published_version_lines') }}),

milestones as (select * from {{ ref('stg_milestones') }}),

categories as (select * from {{ ref('stg_cost_categories') }}),

bridge_lines as (
    select
        cast(row_number() over (
            order by milestones.sequence, categories.category_order
        ) as integer) as bridge_line,
        version_lines.milestone_code,
        version_lines.cost_category,
        version_lines.document_mid,
        version_lines.database_mid,
        cast(version_lines.database_mid - version_lines.document_mid as decimal(18, 2))
            as difference
    from version_lines
    inner join milestones on version_lines.milestone_code = milestones.milestone_code
    inner join categories on version_lines.cost_category = categories.cost_category
)

select
    bridge_line,
    milestone_code,
    cost_category,
    document_mid,
    database_mid,
    difference,
    cast(
        sum(difference) over (
            order by bridge_line rows between unbounded preceding and current row
        ) as decimal(18, 2)
    ) as cumulative_difference,
    case
        when difference = 0 then 'unchanged'
        when document_mid = 0 then 'only_in_database'
        when database_mid = 0 then 'only_in_document'
        else 'restated'
    end as change_kind
from bridge_lines
