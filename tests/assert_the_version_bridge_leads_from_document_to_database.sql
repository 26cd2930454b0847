-- Every milestone of the bridge starts at the total of the document and ends at that of the
-- database, and all lines together lead from 2,019,805 to 1,894,685.
with bridge as (select * from {{ ref('plan_version_bridge') }}),

milestones as (
    select
        milestone_code,
        sum(document_mid) as document_mid,
        sum(database_mid) as database_mid,
        sum(difference) as difference
    from bridge
    group by milestone_code
),

stated_totals as (
    select
        milestone_code,
        max(case when plan_version = 'document' then amount_mid end) as document_mid,
        max(case when plan_version = 'database' then amount_mid end) as database_mid
    from {{ ref('stg_published_build_costs') }}
    where is_stated_total
    group by milestone_code
),

numbered_lines as (
    select
        *,
        row_number() over (order by bridge_line desc) as lines_to_the_end
    from bridge
),

whole_bridge as (
    select
        sum(document_mid) as document_mid,
        sum(database_mid) as database_mid,
        sum(difference) as difference,
        max(case when lines_to_the_end = 1 then cumulative_difference end) as last_cumulative
    from numbered_lines
)

select
    coalesce(milestones.milestone_code, stated_totals.milestone_code) as part_of_bridge,
    milestones.document_mid,
    milestones.database_mid,
    milestones.difference
from milestones
full outer join stated_totals on milestones.milestone_code = stated_totals.milestone_code
where
    milestones.document_mid is distinct from stated_totals.document_mid
    or milestones.database_mid is distinct from stated_totals.database_mid
    or milestones.difference
    is distinct from stated_totals.database_mid - stated_totals.document_mid

union all

select
    'all' as part_of_bridge,
    document_mid,
    database_mid,
    difference
from whole_bridge
where
    document_mid is distinct from 2019805.00
    or database_mid is distinct from 1894685.00
    or difference is distinct from -125120.00
    or last_cumulative is distinct from -125120.00
