-- One row per scenario variant, month after a dividend period and payout method: what paying the
-- contributors costs. payees = contributors x eligible share x least(1, average dividend / minimum
-- payout), rounded to whole people; fee = payees x fixed fee + pool x percentage over the mix of
-- methods, split by largest remainder.
with payouts as (select * from {{ ref('int_dividend_payouts') }} where dividend_pool_eur > 0),

user_base as (select * from {{ ref('int_user_base') }}),

methods as (select * from {{ ref('stg_payout_methods') }}),

fx_rates as (select * from {{ ref('int_variant_fx_rates') }}),

constants as (select * from {{ ref('int_planning_constants') }}),

payees as (
    select
        payouts.variant_code,
        payouts.payout_month,
        payouts.dividend_pool_eur,
        cast(round({{ product([
            'constants.payout_eligible_share',
            'least(user_base.contributors, coalesce('
            ~ divide('payouts.dividend_pool_eur', 'payouts.min_payout_eur', 10, 28)
            ~ ', user_base.contributors))',
        ]) }}, 0) as integer) as payees
    from payouts
    inner join user_base
        on
            payouts.variant_code = user_base.variant_code
            and payouts.period_last_month = user_base.month_index
    cross join constants
    where payouts.payout_month <= {{ var('horizon_months') }}
),

method_fees as (
    select
        payees.variant_code,
        payees.payout_month,
        payees.payees,
        methods.payout_method_code,
        methods.source_code,
        {{ product([
            'payees.payees', 'methods.share_of_payouts', 'methods.fixed_fee', 'fx_rates.eur_per_unit'
        ]) }}
        + {{ product(['payees.dividend_pool_eur', 'methods.share_of_payouts', 'methods.rate']) }}
            as fee
    from payees
    cross join methods
    left join fx_rates
        on
            payees.variant_code = fx_rates.variant_code
            and methods.currency_code = fx_rates.currency_code
),

parts as (
    select
        variant_code,
        payout_month,
        payees,
        payout_method_code,
        source_code,
        cast(fee as decimal(28, 10)) as fee,
        cast(round(sum(fee) over (partition by variant_code, payout_month), 2) as decimal(18, 2))
            as total_fee_eur
    from method_fees
),

allocated as (
    {{ largest_remainder(
        'parts', 'total_fee_eur', 'fee', ['variant_code', 'payout_month', 'payees'],
        ['payout_method_code', 'source_code'], [byte_order('payout_method_code')]
    ) }}
)

select
    variant_code,
    payout_month as month_index,
    payout_method_code,
    payees,
    source_code,
    allocated_amount as cost_eur
from allocated
