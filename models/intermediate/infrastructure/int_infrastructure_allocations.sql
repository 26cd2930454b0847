-- One row per estimate, month, milestone (or operations) and infrastructure component of the
-- default scenario: the component's cost with its part of minimum bills, its model and its service.
with ledger as (
    select *
    from {{ ref('int_cost_ledger') }}
    where cost_category = 'infrastructure'
),

variants as (select * from {{ ref('int_scenario_variants') }} where is_default),

components as (select * from {{ ref('stg_infrastructure_model_components') }})

select
    ledger.estimate,
    ledger.month_index,
    ledger.milestone_key,
    ledger.milestone_code,
    {{ infrastructure_budget_code('ledger.milestone_key', 'components.infrastructure_model_code') }}
        as infrastructure_budget_code,
    components.infrastructure_model_code,
    components.infrastructure_model_component_code,
    components.service_code,
    components.cost_component,
    cast(sum(ledger.cost_eur) as decimal(18, 2)) as cost_eur
from ledger
inner join variants on ledger.variant_code = variants.variant_code
inner join components on ledger.quantity_key = components.infrastructure_model_component_code
group by
    ledger.estimate,
    ledger.month_index,
    ledger.milestone_key,
    ledger.milestone_code,
    components.infrastructure_model_code,
    components.infrastructure_model_component_code,
    components.service_code,
    components.cost_component
