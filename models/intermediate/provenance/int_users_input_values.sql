-- One row per estimate and input of payment fees or of the number of users: revenue stream,
-- customers, payout method, dividend policy, growth model or opt-in target.
with estimates as (select * from {{ ref('int_estimates') }}),

streams as (select * from {{ ref('stg_revenue_streams') }}),

customer_groups as (select * from {{ ref('stg_customer_groups') }}),

methods as (select * from {{ ref('stg_payout_methods') }}),

policies as (select * from {{ ref('stg_dividend_policies') }}),

growth_models as (select * from {{ ref('stg_user_growth_models') }}),

opt_in_targets as (select * from {{ ref('stg_opt_in_targets') }})

select
    estimates.estimate,
    'raw_revenue_streams' as seed,
    streams.revenue_stream_code as input_key,
    'priced' as role,
    streams.revenue_basis as input_kind,
    streams.processing_currency_code as currency_code,
    {{ plain_number('streams.processing_rate') }}
    || ' + '
    || {{ plain_number('streams.currency_conversion_rate') }}
    || ' conversion of revenue + '
    || {{ plain_number('streams.processing_fixed') }}
    || ' x '
    || {{ plain_number('streams.payments_per_month') }}
    || ' payments' as input_value,
    streams.processing_currency_code || ' a month' as unit,
    cast(null as date) as valid_from,
    streams.processing_source_code as source_code
from streams
cross join estimates

union all

select
    estimates.estimate,
    'raw_revenue_streams' as seed,
    streams.revenue_stream_code as input_key,
    'multiplier' as role,
    streams.revenue_basis as input_kind,
    streams.currency_code,
    {{ plain_number('streams.launch_monthly_amount') }}
    || ', growth '
    || {{ plain_number('streams.monthly_growth_rate') }}
    || ' a month, ramp '
    || {{ plain_number('streams.ramp_months') }}
    || ' months'
    || coalesce(', at most ' || {{ plain_number('streams.monthly_cap') }}, '') as input_value,
    streams.currency_code
    || ' a month'
    || case streams.revenue_basis
        when 'per_customer' then ' a customer'
        when 'per_active_user' then ' an active user'
        else ''
    end as unit,
    cast(null as date) as valid_from,
    streams.source_code
from streams
cross join estimates

union all

select
    estimates.estimate,
    'raw_customer_groups' as seed,
    customer_groups.customer_group_code as input_key,
    'multiplier' as role,
    cast(null as {{ dbt.type_string() }}) as input_kind,
    cast(null as {{ dbt.type_string() }}) as currency_code,
    {{ plain_number('customer_groups.customers_at_launch') }} as input_value,
    'customers' as unit,
    cast(null as date) as valid_from,
    customer_groups.source_code
from customer_groups
cross join estimates

union all

select
    estimates.estimate,
    'raw_payout_methods' as seed,
    methods.payout_method_code as input_key,
    'priced' as role,
    cast(null as {{ dbt.type_string() }}) as input_kind,
    methods.currency_code,
    {{ plain_number('methods.fixed_fee') }}
    || ' a payee + '
    || {{ plain_number('methods.rate') }}
    || ' of the pool' as input_value,
    methods.currency_code as unit,
    cast(null as date) as valid_from,
    methods.source_code
from methods
cross join estimates

union all

select
    estimates.estimate,
    'raw_payout_methods' as seed,
    methods.payout_method_code as input_key,
    'multiplier' as role,
    cast(null as {{ dbt.type_string() }}) as input_kind,
    cast(null as {{ dbt.type_string() }}) as currency_code,
    {{ plain_number('methods.share_of_payouts') }} as input_value,
    'of payouts' as unit,
    cast(null as date) as valid_from,
    methods.source_code
from methods
cross join estimates

union all

select
    estimates.estimate,
    'raw_dividend_policies' as seed,
    policies.dividend_policy_code as input_key,
    'multiplier' as role,
    cast(null as {{ dbt.type_string() }}) as input_kind,
    cast(null as {{ dbt.type_string() }}) as currency_code,
    'platform share '
    || {{ plain_number('policies.platform_share') }}
    || ', minimum payout '
    || {{ plain_number('policies.min_payout_eur') }}
    || ' EUR' as input_value,
    'of model revenue' as unit,
    policies.valid_from,
    policies.source_code
from policies
cross join estimates

union all

select
    estimates.estimate,
    'raw_user_growth_models' as seed,
    growth_models.growth_model_code as input_key,
    'multiplier' as role,
    growth_models.curve_type as input_kind,
    cast(null as {{ dbt.type_string() }}) as currency_code,
    growth_models.curve_type as input_value,
    'curve of active users' as unit,
    cast(null as date) as valid_from,
    growth_models.source_code
from growth_models
cross join estimates

union all

select
    estimates.estimate,
    'raw_opt_in_targets' as seed,
    cast(opt_in_targets.month_index as {{ dbt.type_string() }}) as input_key,
    'multiplier' as role,
    cast(null as {{ dbt.type_string() }}) as input_kind,
    cast(null as {{ dbt.type_string() }}) as currency_code,
    {{ plain_number('opt_in_targets.rate') }} as input_value,
    'of active users' as unit,
    cast(null as date) as valid_from,
    opt_in_targets.source_code
from opt_in_targets
cross join estimates
