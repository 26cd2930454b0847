-- One row per milestone and cost category of the twin: the published mid of the document, with each
-- line in the category in which the twin computes the same work.
with version_lines as (select * from {{ ref('int_published_version_lines') }}),

published_milestones as (select * from {{ ref('int_published_milestone_costs') }}),

categories as (select * from {{ ref('stg_cost_categories') }}),

build_lines as (
    select *
    from {{ ref('stg_published_other_build_lines') }}
    where not is_subtotal
),

stated_costs as (
    select
        version_lines.milestone_code,
        version_lines.cost_category,
        version_lines.document_mid,
        version_lines.document_currency_code,
        categories.category_order,
        published_milestones.published_mid_eur
    from version_lines
    inner join categories on version_lines.cost_category = categories.cost_category
    inner join published_milestones
        on version_lines.milestone_code = published_milestones.milestone_code
    where version_lines.document_mid <> 0
),

-- The milestone is converted and rounded once, then split over its categories.
converted_costs as (
    {{ largest_remainder(
        'stated_costs', 'published_mid_eur', 'document_mid', ['milestone_code'],
        ['cost_category'], ['category_order']
    ) }}
),

-- A category without a table is one part of itself; a fee without an amount weighs nothing.
category_parts as (
    select
        stated_costs.milestone_code,
        stated_costs.cost_category,
        stated_costs.document_mid,
        converted_costs.allocated_amount as document_mid_eur,
        coalesce(build_lines.published_other_build_line_code, stated_costs.cost_category)
            as part_code,
        case
            when build_lines.published_other_build_line_code is null then 1
            else coalesce(build_lines.amount_low + build_lines.amount_high, 0)
        end as part_weight
    from stated_costs
    inner join converted_costs
        on
            stated_costs.milestone_code = converted_costs.milestone_code
            and stated_costs.cost_category = converted_costs.cost_category
    left join build_lines
        on
            stated_costs.milestone_code = build_lines.milestone_code
            and stated_costs.cost_category = build_lines.cost_category
),

stated_parts as (
    {{ largest_remainder(
        'category_parts', 'document_mid', 'part_weight', ['milestone_code', 'cost_category'],
        ['part_code'], [byte_order('part_code')]
    ) }}
),

converted_parts as (
    {{ largest_remainder(
        'category_parts', 'document_mid_eur', 'part_weight', ['milestone_code', 'cost_category'],
        ['part_code'], [byte_order('part_code')]
    ) }}
),

-- A part without a weight has no code: it stays in its own category.
part_costs as (
    select
        milestone_code,
        cost_category,
        part_code,
        allocated_amount as published_amount,
        0 as published_mid_eur
    from stated_parts

    union all

    select
        milestone_code,
        cost_category,
        part_code,
        0 as published_amount,
        allocated_amount as published_mid_eur
    from converted_parts
),

model_costs as (
    select
        part_costs.milestone_code,
        coalesce(build_lines.model_cost_category, part_costs.cost_category) as cost_category,
        part_costs.published_amount,
        part_costs.published_mid_eur
    from part_costs
    left join build_lines on part_costs.part_code = build_lines.published_other_build_line_code
),

document as (
    select max(document_currency_code) as document_currency_code
    from stated_costs
)

select
    model_costs.milestone_code,
    model_costs.cost_category,
    cast(sum(model_costs.published_amount) as decimal(18, 2)) as published_amount,
    document.document_currency_code as published_currency_code,
    cast(sum(model_costs.published_mid_eur) as decimal(18, 2)) as published_mid_eur
from model_costs
cross join document
group by
    model_costs.milestone_code,
    model_costs.cost_category,
    document.document_currency_code
