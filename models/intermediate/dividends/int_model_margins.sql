-- One row per scenario variant and month: model revenue, and the contribution margin that it leaves
-- after its payments are processed and the model is served. Inference is the infrastructure that
-- starts with model revenue, at the scenario's own estimate.
with variants as (select * from {{ ref('int_scenario_variants') }}),

months as (select * from {{ ref('int_months') }}),

revenue as (select * from {{ ref('int_revenue') }} where is_model_revenue),

processing_fees as (select * from {{ ref('int_processing_fees') }}),

component_costs as (select * from {{ ref('int_infrastructure_component_costs') }}),

components as (
    select * from {{ ref('stg_infrastructure_model_components') }}
    where applies_from = 'model_revenue'
),

received as (
    select
        revenue.variant_code,
        revenue.month_index,
        cast(sum(revenue.revenue_eur) as decimal(18, 2)) as model_revenue_eur,
        cast(sum(processing_fees.cost_eur) as decimal(18, 2)) as processing_eur
    from revenue
    inner join processing_fees
        on
            revenue.variant_code = processing_fees.variant_code
            and revenue.month_index = processing_fees.month_index
            and revenue.revenue_stream_code = processing_fees.revenue_stream_code
    group by revenue.variant_code, revenue.month_index
),

served as (
    select
        component_costs.variant_code,
        component_costs.month_index,
        cast(sum(component_costs.cost_eur) as decimal(18, 2)) as inference_eur
    from component_costs
    inner join components
        on
            component_costs.infrastructure_model_component_code
            = components.infrastructure_model_component_code
    inner join variants
        on
            component_costs.variant_code = variants.variant_code
            and component_costs.estimate = variants.estimate
    group by component_costs.variant_code, component_costs.month_index
),

amounts as (
    select
        variants.variant_code,
        months.month_index,
        coalesce(received.model_revenue_eur, 0) as model_revenue_eur,
        coalesce(received.processing_eur, 0) as processing_eur,
        coalesce(served.inference_eur, 0) as inference_eur
    from variants
    cross join months
    left join received
        on
            variants.variant_code = received.variant_code
            and months.month_index = received.month_index
    left join served
        on
            variants.variant_code = served.variant_code
            and months.month_index = served.month_index
)

select
    *,
    cast(model_revenue_eur - processing_eur - inference_eur as decimal(18, 2))
        as contribution_margin_eur
from amounts
