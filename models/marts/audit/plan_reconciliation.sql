-- One row per milestone and cost category, 0 where a side has none: the published mid of the
-- document, the effect of its currency, and what the default scenario models. The mid and the own
-- cost of the scenario are versions of the same cost: never add them up.
with version_lines as (select * from {{ ref('int_published_version_lines') }}),

published_milestones as (select * from {{ ref('int_published_milestone_costs') }}),

modeled_costs as (
    select milestone_costs.*
    from {{ ref('milestone_costs') }} as milestone_costs
    inner join {{ ref('scenarios') }} as scenarios
        on milestone_costs.scenario_code = scenarios.scenario_code and scenarios.is_default
),

categories as (select * from {{ ref('stg_cost_categories') }}),

-- The milestone is converted and rounded once, then split over its categories.
published_lines as (
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

converted_lines as (
    {{ largest_remainder(
        'published_lines', 'published_mid_eur', 'document_mid', ['milestone_code'],
        ['cost_category'], ['category_order']
    ) }}
),

published_costs as (
    select
        published_lines.milestone_code,
        published_lines.cost_category,
        published_lines.document_mid as published_amount,
        published_lines.document_currency_code as published_currency_code,
        converted_lines.allocated_amount as published_mid_eur
    from published_lines
    inner join converted_lines
        on
            published_lines.milestone_code = converted_lines.milestone_code
            and published_lines.cost_category = converted_lines.cost_category
),

matched_costs as (
    select
        coalesce(published_costs.milestone_code, modeled_costs.milestone_code) as milestone_code,
        coalesce(published_costs.cost_category, modeled_costs.cost_category) as cost_category,
        coalesce(published_costs.published_amount, 0) as published_amount,
        published_costs.published_currency_code,
        coalesce(published_costs.published_mid_eur, 0) as published_mid_eur,
        coalesce(modeled_costs.mid_eur, 0) as modeled_mid_eur,
        coalesce(modeled_costs.cost_eur, 0) as modeled_eur
    from published_costs
    full outer join modeled_costs
        on
            published_costs.milestone_code = modeled_costs.milestone_code
            and published_costs.cost_category = modeled_costs.cost_category
)

select
    milestone_code,
    cost_category,
    cast(published_amount as decimal(18, 2)) as published_amount,
    published_currency_code,
    cast(published_amount as decimal(18, 2)) as published_at_par_eur,
    cast(published_mid_eur - published_amount as decimal(18, 2)) as fx_effect_eur,
    cast(published_mid_eur as decimal(18, 2)) as published_mid_eur,
    cast(modeled_mid_eur as decimal(18, 2)) as modeled_mid_eur,
    cast(modeled_eur as decimal(18, 2)) as modeled_eur,
    cast(modeled_eur - published_mid_eur as decimal(18, 2)) as difference_eur,
    {{ divide('modeled_eur - published_mid_eur', 'published_mid_eur') }} as share_of_published
from matched_costs
