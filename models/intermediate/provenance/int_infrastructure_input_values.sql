-- One row per estimate and input of infrastructure, LLM or training cost: price, quantity, usage
-- plan or training run.
with estimates as (select * from {{ ref('int_estimates') }}),

tiers as (select * from {{ ref('stg_service_pricing_tiers') }}),

services as (select * from {{ ref('stg_services') }}),

minimums as (select * from {{ ref('stg_service_minimums') }}),

components as (select * from {{ ref('stg_infrastructure_model_components') }}),

llm_prices as (select * from {{ ref('stg_llm_api_costs') }}),

llm_plans as (select * from {{ ref('stg_llm_usage_plans') }}),

instances as (select * from {{ ref('stg_ml_compute_instances') }}),

runs as (select * from {{ ref('stg_ml_training_runs') }}),

-- The utilization that an estimate of a run was costed at.
run_estimates as (
    select distinct
        training_run_code,
        estimate,
        utilization
    from {{ ref('int_ml_training_costs') }}
)

select
    estimates.estimate,
    'raw_service_pricing_tiers' as seed,
    tiers.tier_code as input_key,
    'priced' as role,
    tiers.pricing_model as input_kind,
    tiers.currency_code,
    case
        when tiers.flat_fee = 0 then {{ plain_number('tiers.unit_price') }}
        when tiers.unit_price = 0 then {{ plain_number('tiers.flat_fee') }} || ' flat'
        else
            {{ plain_number('tiers.unit_price') }}
            || ' + '
            || {{ plain_number('tiers.flat_fee') }}
            || ' flat'
    end as input_value,
    tiers.currency_code
    || ' per '
    || coalesce({{ plain_number('nullif(tiers.package_size, 1)') }} || ' ', '')
    || services.unit_of_measure as unit,
    tiers.valid_from,
    tiers.source_code
from tiers
inner join services on tiers.service_code = services.service_code
cross join estimates

union all

select
    estimates.estimate,
    'raw_service_minimums' as seed,
    {{ dated_key('minimums.service_minimum_code', 'minimums.valid_from') }} as input_key,
    'priced' as role,
    cast(null as {{ dbt.type_string() }}) as input_kind,
    minimums.currency_code,
    {{ plain_number('minimums.minimum_amount') }} as input_value,
    minimums.currency_code || ' a month at least' as unit,
    minimums.valid_from,
    minimums.source_code
from minimums
cross join estimates

union all

select
    estimates.estimate,
    'raw_infrastructure_model_components' as seed,
    components.infrastructure_model_component_code as input_key,
    'multiplier' as role,
    cast(null as {{ dbt.type_string() }}) as input_kind,
    cast(null as {{ dbt.type_string() }}) as currency_code,
    {{ quantity_text('components.quantity_fixed', 'components.quantity_per_active_user') }}
        as input_value,
    services.unit_of_measure as unit,
    cast(null as date) as valid_from,
    components.source_code
from components
inner join services on components.service_code = services.service_code
cross join estimates

union all

select
    estimates.estimate,
    'raw_llm_api_costs' as seed,
    llm_prices.llm_api_cost_code as input_key,
    'priced' as role,
    cast(null as {{ dbt.type_string() }}) as input_kind,
    llm_prices.currency_code,
    'input '
    || {{ plain_number('llm_prices.input_price_per_million') }}
    || ', output '
    || {{ plain_number('llm_prices.output_price_per_million') }}
    || ', cached '
    || {{ plain_number('llm_prices.cached_input_price_per_million') }}
    || ', batch discount '
    || {{ plain_number('llm_prices.batch_discount') }} as input_value,
    llm_prices.currency_code || ' per million tokens' as unit,
    llm_prices.valid_from,
    llm_prices.source_code
from llm_prices
cross join estimates

union all

select
    estimates.estimate,
    'raw_llm_usage_plans' as seed,
    llm_plans.llm_usage_plan_code as input_key,
    'multiplier' as role,
    case
        when
            llm_plans.input_tokens_per_active_user
            + llm_plans.output_tokens_per_active_user
            + llm_plans.cached_tokens_per_active_user > 0
            then 'per_active_user'
        else 'fixed'
    end as input_kind,
    cast(null as {{ dbt.type_string() }}) as currency_code,
    {%- for kind in ['input', 'output', 'cached'] %}
        '{{ ", " if not loop.first }}{{ kind }} '
        || {{ quantity_text(
            'llm_plans.' ~ kind ~ '_tokens_per_month',
            'llm_plans.' ~ kind ~ '_tokens_per_active_user'
        ) }}
        ||
    {%- endfor %}
    ', batch share '
    || {{ plain_number('llm_plans.batch_share') }} as input_value,
    'tokens a month' as unit,
    cast(null as date) as valid_from,
    llm_plans.source_code
from llm_plans
cross join estimates

union all

select
    estimates.estimate,
    'raw_ml_compute_instances' as seed,
    instances.instance_code as input_key,
    'priced' as role,
    cast(null as {{ dbt.type_string() }}) as input_kind,
    instances.currency_code,
    'on demand '
    || {{ plain_number('instances.on_demand_hourly_price') }}
    || coalesce(', spot ' || {{ plain_number('instances.spot_hourly_price') }}, '')
    || coalesce(', reserved ' || {{ plain_number('instances.reserved_hourly_price') }}, '')
        as input_value,
    instances.currency_code || ' an hour' as unit,
    instances.valid_from,
    instances.source_code
from instances
cross join estimates

union all

select
    run_estimates.estimate,
    'raw_ml_training_runs' as seed,
    runs.training_run_code as input_key,
    'multiplier' as role,
    runs.method as input_kind,
    cast(null as {{ dbt.type_string() }}) as currency_code,
    {{ plain_number('runs.parameters_billion') }}
    || ' x '
    || {{ plain_number('runs.tokens_billion') }}
    || ' x '
    || {{ plain_number('runs.epochs') }}
    || ' / '
    || {{ plain_number('run_estimates.utilization') }}
    || ', '
    || runs.method
    || ', '
    || runs.purchase_option as input_value,
    'billion parameters x billion tokens x epochs / utilization' as unit,
    cast(null as date) as valid_from,
    runs.source_code
from runs
inner join run_estimates on runs.training_run_code = run_estimates.training_run_code
