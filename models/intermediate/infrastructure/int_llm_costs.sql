-- One row per scenario variant, month and LLM usage plan: tokens and cost. All three estimates are
-- the same.
with plans as (select * from {{ ref('stg_llm_usage_plans') }}),

price_versions as (
    select
        *,
        {{ effective_from(['model_code']) }} as effective_from,
        {{ effective_before(['model_code']) }} as effective_before
    from {{ ref('stg_llm_api_costs') }}
),

months as (select * from {{ ref('int_months') }}),

variants as (select * from {{ ref('int_scenario_variants') }}),

active_users as (select * from {{ ref('int_user_base') }}),

fx_rates as (select * from {{ ref('int_variant_fx_rates') }}),

tokens as (
    select
        active_users.variant_code,
        active_users.month_index,
        months.month_start,
        plans.llm_usage_plan_code,
        plans.model_code,
        {% for kind in ['input', 'output', 'cached'] -%}
            {{ divide(
                product([
                    'plans.' ~ kind ~ '_tokens_per_month + ' ~ product([
                        'plans.' ~ kind ~ '_tokens_per_active_user', 'active_users.active_users',
                    ]),
                    'variants.infrastructure_usage',
                ]),
                '1000000', 10, 28
            ) }} as million_{{ kind }}_tokens,
        {% endfor -%}
        plans.batch_share
    from active_users
    inner join variants on active_users.variant_code = variants.variant_code
    inner join months on active_users.month_index = months.month_index
    inner join plans
        on
            active_users.month_index >= plans.first_month
            and (active_users.month_index <= plans.last_month or plans.last_month is null)
            and (variants.with_completion or not plans.is_completion)
),

priced as (
    select
        tokens.*,
        price_versions.llm_api_cost_code,
        price_versions.currency_code,
        price_versions.source_code,
        {{ product(['tokens.million_input_tokens', 'price_versions.input_price_per_million']) }}
        + {{ product(['tokens.million_output_tokens', 'price_versions.output_price_per_million']) }}
        + {{ product([
            'tokens.million_cached_tokens', 'price_versions.cached_input_price_per_million',
        ]) }}
            as list_price,
        1 - {{ product(['tokens.batch_share', 'price_versions.batch_discount']) }} as batch_factor
    from tokens
    -- A model without a price keeps its row: the not-null test then stops the build.
    left join price_versions
        on
            tokens.model_code = price_versions.model_code
            and tokens.month_start >= price_versions.effective_from
            and tokens.month_start < price_versions.effective_before
)

select
    priced.variant_code,
    priced.month_index,
    priced.llm_usage_plan_code,
    priced.model_code,
    priced.million_input_tokens,
    priced.million_output_tokens,
    priced.million_cached_tokens,
    priced.llm_api_cost_code,
    priced.source_code,
    cast(round({{ product([
        'priced.list_price', 'cast(priced.batch_factor as decimal(18, 10))', 'variants.llm_price',
        'fx_rates.eur_per_unit',
    ]) }}, 2) as decimal(18, 2)) as cost_eur
from priced
inner join variants on priced.variant_code = variants.variant_code
left join fx_rates
    on
        priced.variant_code = fx_rates.variant_code
        and priced.currency_code = fx_rates.currency_code
