-- One row per scenario variant, estimate, month and line of a cost that all active milestones
-- share, with the row that prices the line and the row that says how much it needs.
{% set single_estimate_costs = [
    ('int_llm_costs', 'llm', '', 'raw_llm_api_costs', 'llm_api_cost_code',
     'raw_llm_usage_plans', 'llm_usage_plan_code'),
    ('int_processing_fees', 'third_party', 'processing:', 'raw_revenue_streams',
     'revenue_stream_code', 'raw_revenue_streams', 'revenue_stream_code'),
    ('int_payout_fees', 'third_party', 'payout:', 'raw_payout_methods', 'payout_method_code',
     'raw_payout_methods', 'payout_method_code'),
] %}
with estimates as (select * from {{ ref('int_variant_estimates') }}),

single_estimate_lines as (
    {% for model, category, prefix, price_seed, price_key, quantity_seed, quantity_key
        in single_estimate_costs -%}
        select
            variant_code,
            month_index,
            '{{ category }}' as cost_category,
            '{{ prefix }}' || {{ quantity_key }} as line_code,
            source_code,
            '{{ price_seed }}' as price_seed,
            {{ price_key }} as price_key,
            '{{ quantity_seed }}' as quantity_seed,
            {{ quantity_key }} as quantity_key,
            cost_eur
        from {{ ref(model) }}
        where month_index <= {{ var('horizon_months') }}
        {{ 'union all' if not loop.last }}
    {% endfor %}
)

-- The tiers of a service are the rows that price its components.
select
    variant_code,
    estimate,
    month_index,
    'infrastructure' as cost_category,
    line_code,
    cost_component,
    source_code,
    price_seed,
    price_key,
    'raw_infrastructure_model_components' as quantity_seed,
    infrastructure_model_component_code as quantity_key,
    cost_eur
from {{ ref('int_infrastructure_lines') }}
where variant_code is not null and cost_eur <> 0

union all

select
    variant_code,
    estimate,
    month_index,
    'overhead' as cost_category,
    overhead_cost_code as line_code,
    cast(null as {{ dbt.type_string() }}) as cost_component,
    source_code,
    'raw_overhead_costs' as price_seed,
    overhead_cost_code as price_key,
    cast(null as {{ dbt.type_string() }}) as quantity_seed,
    cast(null as {{ dbt.type_string() }}) as quantity_key,
    cost_eur
from {{ ref('int_overhead_costs') }}
where month_index <= {{ var('horizon_months') }}

union all

select
    single_estimate_lines.variant_code,
    estimates.estimate,
    single_estimate_lines.month_index,
    single_estimate_lines.cost_category,
    single_estimate_lines.line_code,
    cast(null as {{ dbt.type_string() }}) as cost_component,
    single_estimate_lines.source_code,
    single_estimate_lines.price_seed,
    single_estimate_lines.price_key,
    single_estimate_lines.quantity_seed,
    single_estimate_lines.quantity_key,
    single_estimate_lines.cost_eur
from single_estimate_lines
inner join estimates on single_estimate_lines.variant_code = estimates.variant_code
where single_estimate_lines.cost_eur <> 0
