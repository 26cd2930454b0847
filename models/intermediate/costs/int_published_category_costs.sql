-- One row per milestone and cost category of which the published plan (document version) states a
-- mid: the amount as stated, and in EUR. A milestone is converted and rounded once, then split over
-- its categories.
with version_lines as (select * from {{ ref('int_published_version_lines') }}),

published_milestones as (select * from {{ ref('int_published_milestone_costs') }}),

categories as (select * from {{ ref('stg_cost_categories') }}),

published_lines as (
    select
        version_lines.milestone_code,
        version_lines.cost_category,
        version_lines.document_mid as published_amount,
        version_lines.document_currency_code as published_currency_code,
        categories.category_order,
        published_milestones.published_mid_eur as milestone_mid_eur
    from version_lines
    inner join categories on version_lines.cost_category = categories.cost_category
    inner join published_milestones
        on version_lines.milestone_code = published_milestones.milestone_code
    where version_lines.document_mid <> 0
),

converted_lines as (
    {{ largest_remainder(
        'published_lines', 'milestone_mid_eur', 'published_amount', ['milestone_code'],
        ['cost_category', 'published_amount', 'published_currency_code'], ['category_order']
    ) }}
)

select
    milestone_code,
    cost_category,
    cast(published_amount as decimal(18, 2)) as published_amount,
    published_currency_code,
    allocated_amount as published_mid_eur
from converted_lines
