-- One row per named scenario, month, milestone (or operations), infrastructure line and price tier:
-- the tier's part of the line. A line is split like the bill of its service.
with figures as (
    select *
    from {{ ref('int_cost_figures') }}
    where cost_category = 'infrastructure'
),

components as (select * from {{ ref('stg_infrastructure_model_components') }}),

tier_prices as (select * from {{ ref('int_service_tier_prices') }}),

parts as (
    select
        figures.scenario_code,
        figures.month_index,
        figures.milestone_key,
        figures.line_code,
        figures.cost_eur,
        tier_prices.tier_code,
        tier_prices.tier_price
    from figures
    inner join components on figures.line_code = components.infrastructure_model_component_code
    inner join tier_prices
        on
            figures.scenario_code = tier_prices.scenario_code
            and figures.month_index = tier_prices.month_index
            and components.service_code = tier_prices.service_code
),

allocated as (
    {{ largest_remainder(
        'parts', 'cost_eur', 'tier_price',
        ['scenario_code', 'month_index', 'milestone_key', 'line_code'], ['tier_code'],
        [byte_order('tier_code')]
    ) }}
)

select
    scenario_code,
    month_index,
    milestone_key,
    line_code,
    'raw_service_pricing_tiers' as seed,
    tier_code as input_key,
    allocated_amount as amount_eur
from allocated
