-- One row per check and subject of revenue and dividends: worked examples, the target of the first
-- cycle, what it costs to pay it and whom it reaches. Never add up values: units differ.
with figures as (select * from {{ ref('stg_published_revenue_and_dividends') }}),

operations as (select * from {{ ref('stg_published_monthly_operations') }}),

milestones as (select * from {{ ref('stg_milestones') }}),

payout_methods as (select * from {{ ref('stg_payout_methods') }}),

fx_rates as (select * from {{ ref('int_plan_fx_rates') }}),

policy as (
    select
        max(case when item = 'platform_share' then value_low end) as platform_share,
        max(case when item = 'contributor_pool_share' then value_low end) as pool_share,
        max(case when item = 'payment_frequency' then value_low end) as period_months,
        max(case when item = 'min_payout' then value_low end) as minimum_payout,
        max(case when item = 'min_payout' then source_code end) as source_code
    from figures
    where subject = 'dividend_policy'
),

monthly_revenue as (
    select sum(value_low) as amount
    from figures
    where subject = 'revenue_stream'
),

-- The items of the examples name the revenue and the share, in percent.
example_texts as (
    select
        *,
        case
            when item like 'pool_from_%'
                then replace(replace(item, 'pool_from_', ''), '_revenue', '')
        end as revenue_text,
        case
            when item like 'payout_at_share_%'
                then replace(replace(item, 'payout_at_share_', ''), '_percent', '')
        end as percent_text
    from figures
    where subject = 'dividend_example'
),

examples as (
    select
        *,
        cast(revenue_text as decimal(18, 6)) as revenue,
        cast(percent_text as decimal(18, 6)) as percent_of_pool
    from example_texts
),

example_pools as (
    select value_low as pool
    from examples
    where revenue is not null
),

first_cycle as (
    select
        targets.*,
        fx_rates.eur_per_unit,
        milestones.target_contributors,
        paid.value_low as contributors_paid,
        paid.source_code as paid_source_code
    from figures as targets
    inner join fx_rates on targets.currency_code = fx_rates.currency_code
    inner join milestones on targets.milestone_code = milestones.milestone_code
    inner join figures as paid
        on
            targets.milestone_code = paid.milestone_code
            and paid.item = 'contributors_paid_first_cycle'
    where targets.item = 'first_cycle_total'
),

-- What one payout costs on average, in EUR, and as a share of the amount.
payout_costs as (
    select
        sum({{ product([
            'payout_methods.share_of_payouts', 'payout_methods.fixed_fee', 'fx_rates.eur_per_unit',
        ]) }}) as fixed_fee_eur,
        sum({{ product(['payout_methods.share_of_payouts', 'payout_methods.rate']) }}) as rate
    from payout_methods
    inner join fx_rates on payout_methods.currency_code = fx_rates.currency_code
),

payment_processing as (
    select
        operations.*,
        fx_rates.eur_per_unit
    from operations
    inner join fx_rates on operations.currency_code = fx_rates.currency_code
    where operations.item = 'Payment Processing'
)

select
    'dividend_shares' as check_code,
    'policy' as subject_code,
    'Dividend policy' as subject,
    cast(null as {{ dbt.type_string() }}) as milestone_code,
    cast(pool_share as decimal(18, 6)) as stated_value,
    cast(1 - platform_share as decimal(18, 6)) as recomputed_value,
    false as is_rounded,
    'share of model revenue' as unit,
    'the pool is' as stated_phrase,
    'what the platform leaves is' as recomputed_phrase,
    source_code
from policy

union all

select
    'dividend_example' as check_code,
    examples.published_revenue_and_dividend_code as subject_code,
    'Worked example ' || examples.item as subject,
    cast(null as {{ dbt.type_string() }}) as milestone_code,
    examples.value_low as stated_value,
    cast(case
        when examples.revenue is not null
            then {{ product(['examples.revenue', 'policy.pool_share']) }}
        else {{ product(['example_pools.pool', 'examples.percent_of_pool', '0.01']) }}
    end as decimal(18, 6)) as recomputed_value,
    false as is_rounded,
    examples.currency_code as unit,
    'the plan states' as stated_phrase,
    'the stated shares make' as recomputed_phrase,
    examples.source_code
from examples
cross join example_pools
cross join policy

union all

select
    'dividend_target' as check_code,
    first_cycle.published_revenue_and_dividend_code as subject_code,
    'First dividend' as subject,
    first_cycle.milestone_code,
    first_cycle.value_low as stated_value,
    cast(
        {{ product(['monthly_revenue.amount', 'policy.period_months', 'policy.pool_share']) }}
        as decimal(18, 6)
    ) as recomputed_value,
    false as is_rounded,
    first_cycle.currency_code as unit,
    'the target is' as stated_phrase,
    'the pool share of one period of stated revenue is' as recomputed_phrase,
    first_cycle.source_code
from first_cycle
cross join monthly_revenue
cross join policy

union all

select
    'dividend_contributors' as check_code,
    first_cycle.published_revenue_and_dividend_code as subject_code,
    'Contributors paid in the first cycle' as subject,
    first_cycle.milestone_code,
    first_cycle.contributors_paid as stated_value,
    cast(first_cycle.target_contributors as decimal(18, 6)) as recomputed_value,
    false as is_rounded,
    'contributors' as unit,
    'the plan pays' as stated_phrase,
    'the target of the milestone is' as recomputed_phrase,
    first_cycle.paid_source_code as source_code
from first_cycle

union all

-- Only an average below the minimum is a mismatch.
{% for group, contributors in [
    ('contributors who are paid', 'contributors_paid'),
    ('all target contributors', 'target_contributors'),
] %}
    select
        'dividend_minimum_payout' as check_code,
        '{{ contributors | replace("_", "-") }}' as subject_code,
        'First dividend over {{ group }}' as subject,
        first_cycle.milestone_code,
        policy.minimum_payout as stated_value,
        cast(least(
            policy.minimum_payout,
            {{ divide(
                product(['first_cycle.value_low', 'first_cycle.eur_per_unit']),
                'first_cycle.' ~ contributors
            ) }}
        ) as decimal(18, 6)) as recomputed_value,
        false as is_rounded,
        '{{ var("reporting_currency") }} per contributor' as unit,
        'the minimum payout is' as stated_phrase,
        'the target makes' as recomputed_phrase,
        policy.source_code
    from first_cycle
    cross join policy

    union all
{% endfor %}

select
    'payout_fees' as check_code,
    payment_processing.published_monthly_operation_code as subject_code,
    payment_processing.milestone_code || ' payment processing of one dividend' as subject,
    payment_processing.milestone_code,
    cast(round({{ product([
        'payment_processing.stated_amount', 'policy.period_months',
        'payment_processing.eur_per_unit',
    ]) }}, 2) as decimal(18, 6)) as stated_value,
    cast(round(
        {{ product(['first_cycle.contributors_paid', 'payout_costs.fixed_fee_eur']) }}
        + {{ product([
            'first_cycle.value_low', 'first_cycle.eur_per_unit', 'payout_costs.rate',
        ]) }}, 2
    ) as decimal(18, 6)) as recomputed_value,
    false as is_rounded,
    '{{ var("reporting_currency") }}' as unit,
    'the stated months make' as stated_phrase,
    'the fees of the payout methods for the contributors paid are' as recomputed_phrase,
    payment_processing.source_code
from payment_processing
inner join first_cycle on payment_processing.milestone_code = first_cycle.milestone_code
cross join policy
cross join payout_costs

union all

-- A lower bound: only revenue below it is a mismatch.
select
    'revenue_target' as check_code,
    targets.published_revenue_and_dividend_code as subject_code,
    'Revenue, ' || replace(targets.item, '_', ' ') as subject,
    targets.milestone_code,
    targets.value_low as stated_value,
    cast(
        least(targets.value_low, {{ product(['monthly_revenue.amount', '12']) }})
        as decimal(18, 6)
    ) as recomputed_value,
    false as is_rounded,
    targets.currency_code || ' per year' as unit,
    'the plan states at least' as stated_phrase,
    'twelve months of its revenue streams are' as recomputed_phrase,
    targets.source_code
from figures as targets
cross join monthly_revenue
where
    targets.subject = 'revenue_target'
    or (targets.subject = 'revenue_outlook' and targets.item = 'year_1')
