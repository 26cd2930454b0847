-- One row per milestone and cost category of the twin: the published mid of the document, with each
-- line in the category in which the twin computes the same work.
with category_costs as (select * from {{ ref('int_published_category_costs') }}),

build_lines as (
    select *
    from {{ ref('stg_published_other_build_lines') }}
    where not is_subtotal
),

-- A category without a table is one part of itself; a fee without an amount weighs nothing.
category_parts as (
    select
        category_costs.milestone_code,
        category_costs.cost_category,
        category_costs.published_amount as whole_amount,
        category_costs.published_mid_eur as whole_mid_eur,
        category_costs.published_currency_code,
        coalesce(build_lines.published_other_build_line_code, category_costs.cost_category)
            as part_code,
        case
            when build_lines.published_other_build_line_code is null then 1
            else coalesce(build_lines.amount_low + build_lines.amount_high, 0)
        end as part_weight
    from category_costs
    left join build_lines
        on
            category_costs.milestone_code = build_lines.milestone_code
            and category_costs.cost_category = build_lines.cost_category
),

stated_parts as (
    {{ largest_remainder(
        'category_parts', 'whole_amount', 'part_weight',
        ['milestone_code', 'cost_category', 'published_currency_code'],
        ['part_code'], [byte_order('part_code')]
    ) }}
),

converted_parts as (
    {{ largest_remainder(
        'category_parts', 'whole_mid_eur', 'part_weight',
        ['milestone_code', 'cost_category', 'published_currency_code'],
        ['part_code'], [byte_order('part_code')]
    ) }}
),

-- A part without a weight has no code: it stays in its own category.
part_costs as (
    select
        milestone_code,
        cost_category,
        published_currency_code,
        part_code,
        allocated_amount as published_amount,
        0 as published_mid_eur
    from stated_parts

    union all

    select
        milestone_code,
        cost_category,
        published_currency_code,
        part_code,
        0 as published_amount,
        allocated_amount as published_mid_eur
    from converted_parts
),

model_costs as (
    select
        part_costs.milestone_code,
        part_costs.published_currency_code,
        coalesce(build_lines.model_cost_category, part_costs.cost_category) as cost_category,
        part_costs.published_amount,
        part_costs.published_mid_eur
    from part_costs
    left join build_lines on part_costs.part_code = build_lines.published_other_build_line_code
)

select
    milestone_code,
    cost_category,
    cast(sum(published_amount) as decimal(18, 2)) as published_amount,
    published_currency_code,
    cast(sum(published_mid_eur) as decimal(18, 2)) as published_mid_eur
from model_costs
group by milestone_code, cost_category, published_currency_code
