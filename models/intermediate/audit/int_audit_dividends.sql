-- One row per check and subject of dividends: worked examples and what it costs to pay the target
-- of the first cycle. Never add up values: units differ.
with figures as (select * from {{ ref('stg_published_revenue_and_dividends') }}),

fx_rates as (select * from {{ ref('int_plan_fx_rates') }}),

policy as (
    select
        max(case when item = 'platform_share' then value_low end) as platform_share,
        max(case when item = 'contributor_pool_share' then value_low end) as pool_share,
        max(case when item = 'payment_frequency' then value_low end) as period_months,
        max(case when item = 'platform_share' then source_code end) as policy_source_code
    from figures
    where subject = 'dividend_policy'
),

-- The items of the examples name the revenue and the share, in percent.
examples as (
    select
        *,
        case when item like 'pool_from_%' then value_low end as pool,
        cast(case
            when item like 'pool_from_%'
                then replace(replace(item, 'pool_from_', ''), '_revenue', '')
        end as decimal(18, 6)) as revenue,
        cast(case
            when item like 'payout_at_share_%'
                then replace(replace(item, 'payout_at_share_', ''), '_percent', '')
        end as decimal(18, 6)) as percent_of_pool
    from figures
    where subject = 'dividend_example'
),

first_cycle as (
    select
        targets.milestone_code,
        policy.period_months,
        {{ product(['targets.value_low', 'fx_rates.eur_per_unit']) }} as target_eur,
        paid.value_low as contributors_paid
    from figures as targets
    inner join fx_rates on targets.currency_code = fx_rates.currency_code
    inner join figures as paid
        on
            targets.milestone_code = paid.milestone_code
            and paid.item = 'contributors_paid_first_cycle'
    cross join policy
    where targets.item = 'first_cycle_total'
),

-- What one payout costs on average, in EUR, and as a share of the amount.
payout_costs as (
    select
        sum({{ product([
            'payout_methods.share_of_payouts', 'payout_methods.fixed_fee', 'fx_rates.eur_per_unit',
        ]) }}) as fixed_fee_eur,
        sum({{ product(['payout_methods.share_of_payouts', 'payout_methods.rate']) }}) as rate
    from {{ ref('stg_payout_methods') }} as payout_methods
    inner join fx_rates on payout_methods.currency_code = fx_rates.currency_code
),

build_fees as (
    select
        milestone_code,
        sum({{ divide('amount_low + amount_high', '2') }}) as amount
    from {{ ref('stg_published_other_build_lines') }}
    where item in ('Payment Processing', 'Stripe Connect')
    group by milestone_code
),

-- All that the plan sets aside: processing of a period, first payouts and set-up.
processing_budgets as (
    select
        processing.published_monthly_operation_code,
        processing.milestone_code,
        processing.source_code,
        round({{ product([
            'processing.stated_amount * first_cycle.period_months + coalesce(build_fees.amount, 0)',
            'fx_rates.eur_per_unit',
        ]) }}, 2) as budget_eur
    from {{ ref('stg_published_monthly_operations') }} as processing
    inner join fx_rates on processing.currency_code = fx_rates.currency_code
    inner join first_cycle on processing.milestone_code = first_cycle.milestone_code
    left join build_fees on processing.milestone_code = build_fees.milestone_code
    where processing.item = 'Payment Processing'
)

select
    'dividend_shares' as check_code,
    'policy' as subject_code,
    'Dividend policy' as subject,
    cast(null as {{ dbt.type_string() }}) as milestone_code,
    pool_share as stated_value,
    1 - platform_share as recomputed_value,
    'share of model revenue' as unit,
    1 as stake_factor,
    cast(null as {{ dbt.type_string() }}) as stake_currency_code,
    policy_source_code as source_code
from policy

union all

select
    'dividend_example' as check_code,
    examples.published_revenue_and_dividend_code as subject_code,
    'Worked example ' || examples.item as subject,
    cast(null as {{ dbt.type_string() }}) as milestone_code,
    examples.value_low as stated_value,
    coalesce(
        {{ product(['examples.revenue', 'policy.pool_share']) }},
        {{ product(['pools.pool', 'examples.percent_of_pool', '0.01']) }}
    ) as recomputed_value,
    examples.currency_code as unit,
    1 as stake_factor,
    cast(null as {{ dbt.type_string() }}) as stake_currency_code,
    examples.source_code
from examples
inner join examples as pools on pools.pool is not null
cross join policy

union all

select
    'payout_fees' as check_code,
    processing_budgets.published_monthly_operation_code as subject_code,
    processing_budgets.milestone_code || ' payment processing of one dividend' as subject,
    processing_budgets.milestone_code,
    processing_budgets.budget_eur as stated_value,
    greatest(processing_budgets.budget_eur, round(
        {{ product(['first_cycle.contributors_paid', 'payout_costs.fixed_fee_eur']) }}
        + {{ product(['first_cycle.target_eur', 'payout_costs.rate']) }}, 2
    )) as recomputed_value,
    '{{ var("reporting_currency") }}' as unit,
    1 as stake_factor,
    '{{ var("reporting_currency") }}' as stake_currency_code,
    processing_budgets.source_code
from processing_budgets
inner join first_cycle on processing_budgets.milestone_code = first_cycle.milestone_code
cross join payout_costs
