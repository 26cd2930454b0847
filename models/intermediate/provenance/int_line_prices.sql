-- One row per cost category, line and month in which one input alone prices the line: legal,
-- compliance, direct, training and LLM lines and payment fees.
with months as (select * from {{ ref('int_months') }}),

project_amounts as (select * from {{ ref('int_legal_project_amounts') }} where estimate = 'mid'),

projects as (select * from {{ ref('stg_legal_projects') }}),

runs as (select * from {{ ref('stg_ml_training_runs') }}),

llm_plans as (select * from {{ ref('stg_llm_usage_plans') }}),

llm_price_versions as (
    select
        llm_api_cost_code,
        model_code,
        {{ effective_from(['model_code']) }} as effective_from,
        {{ effective_before(['model_code']) }} as effective_before
    from {{ ref('stg_llm_api_costs') }}
),

steady_prices as (
    -- A fixed fee with a quote of its own rests on the quote, other work on counsel's rate.
    select
        'legal' as cost_category,
        project_amounts.legal_project_code as line_code,
        case
            when project_amounts.engagement_type = 'fixed_fee' and projects.quote_mid is not null
                then 'raw_legal_projects'
            else 'raw_legal_counsel_rates'
        end as seed,
        case
            when project_amounts.engagement_type = 'fixed_fee' and projects.quote_mid is not null
                then projects.legal_project_code
            else projects.legal_counsel_rate_code
        end as input_key
    from project_amounts
    inner join projects on project_amounts.legal_project_code = projects.legal_project_code

    union all

    select
        'legal' as cost_category,
        contract_template_code as line_code,
        'raw_contract_templates' as seed,
        contract_template_code as input_key
    from {{ ref('stg_contract_templates') }}

    union all

    select
        'compliance' as cost_category,
        compliance_milestone_code as line_code,
        'raw_compliance_milestones' as seed,
        compliance_milestone_code as input_key
    from {{ ref('stg_compliance_milestones') }}

    union all

    select
        cost_category,
        direct_cost_code as line_code,
        'raw_milestone_direct_costs' as seed,
        direct_cost_code as input_key
    from {{ ref('stg_milestone_direct_costs') }}

    union all

    select
        'ml_training' as cost_category,
        training_run_code as line_code,
        'raw_ml_compute_instances' as seed,
        instance_code as input_key
    from runs

    union all

    select
        'third_party' as cost_category,
        'processing:' || revenue_stream_code as line_code,
        'raw_revenue_streams' as seed,
        revenue_stream_code as input_key
    from {{ ref('stg_revenue_streams') }}

    union all

    select
        'third_party' as cost_category,
        'payout:' || payout_method_code as line_code,
        'raw_payout_methods' as seed,
        payout_method_code as input_key
    from {{ ref('stg_payout_methods') }}
)

select
    steady_prices.cost_category,
    steady_prices.line_code,
    months.month_index,
    steady_prices.seed,
    steady_prices.input_key
from steady_prices
cross join months

union all

select
    'llm' as cost_category,
    llm_plans.llm_usage_plan_code as line_code,
    months.month_index,
    'raw_llm_api_costs' as seed,
    llm_price_versions.llm_api_cost_code as input_key
from llm_plans
cross join months
inner join llm_price_versions
    on
        llm_plans.model_code = llm_price_versions.model_code
        and months.month_start >= llm_price_versions.effective_from
        and months.month_start < llm_price_versions.effective_before
