-- One row per user scale and infrastructure component: the month's cost of the scale's users at the
-- prices of the plan date, mid estimate, drivers 1, before model revenue starts.
with scales as (select * from {{ ref('stg_user_scale_thresholds') }}),

components as (
    select *
    from {{ ref('stg_infrastructure_model_components') }}
    where applies_from = 'always'
),

tiers as (select * from {{ ref('int_service_price_tiers') }}),

fx_rates as (select * from {{ ref('int_plan_fx_rates') }}),

constants as (select * from {{ ref('int_planning_constants') }}),

quantities as (
    select
        scales.scale_code,
        components.infrastructure_model_component_code,
        components.service_code,
        components.cost_component,
        cast(
            {{ component_quantity('components', 'scales.user_count') }} as decimal(18, 6)
        ) as quantity
    from scales
    inner join components
        on scales.infrastructure_model_code = components.infrastructure_model_code
),

bills as (
    select
        scale_code,
        service_code,
        cast(sum(quantity) as decimal(18, 6)) as quantity
    from quantities
    where quantity > 0
    group by scale_code, service_code
),

prices as (
    select
        bills.scale_code,
        bills.service_code,
        tiers.currency_code,
        max(tiers.source_code) as source_code,
        cast({{ tiered_price('bills.quantity', 'tiers') }} as decimal(28, 10)) as price
    from bills
    cross join constants
    -- A service without a price keeps its row: the not-null test then stops the build.
    left join tiers
        on
            bills.service_code = tiers.service_code
            and constants.fx_plan_date >= tiers.effective_from
            and constants.fx_plan_date < tiers.effective_before
    group by bills.scale_code, bills.service_code, tiers.currency_code
),

parts as (
    select
        quantities.scale_code,
        quantities.service_code,
        quantities.infrastructure_model_component_code,
        quantities.quantity,
        cast(round({{ product(['prices.price', 'fx_rates.eur_per_unit']) }}, 2) as decimal(18, 2))
            as bill_eur
    from quantities
    inner join prices
        on
            quantities.scale_code = prices.scale_code
            and quantities.service_code = prices.service_code
    left join fx_rates on prices.currency_code = fx_rates.currency_code
    where quantities.quantity > 0
),

allocated as (
    {{ largest_remainder(
        'parts', 'bill_eur', 'quantity', ['scale_code', 'service_code'],
        ['infrastructure_model_component_code'],
        [byte_order('infrastructure_model_component_code')]
    ) }}
)

select
    quantities.scale_code,
    quantities.infrastructure_model_component_code,
    quantities.service_code,
    quantities.cost_component,
    quantities.quantity,
    prices.source_code,
    case
        when quantities.quantity = 0 then cast(0 as decimal(18, 2))
        else allocated.allocated_amount
    end as cost_eur
from quantities
left join prices
    on
        quantities.scale_code = prices.scale_code
        and quantities.service_code = prices.service_code
left join allocated
    on
        quantities.scale_code = allocated.scale_code
        and quantities.service_code = allocated.service_code
        and quantities.infrastructure_model_component_code
        = allocated.infrastructure_model_component_code
