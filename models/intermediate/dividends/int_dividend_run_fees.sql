-- One row per dividend run, scenario variant, month after a period and payout method: what paying
-- the contributors costs. fee = payees x fixed fee + amount paid x percentage over the mix of
-- methods, one leaf a month, split by largest remainder. Fees that are due after the plan stand
-- here too: they are a cost of the months of their period.
with payouts as (select * from {{ ref('int_dividend_run_payouts') }} where paid_eur > 0),

methods as (select * from {{ ref('stg_payout_methods') }}),

fx_rates as (select * from {{ ref('int_variant_fx_rates') }}),

method_fees as (
    select
        payouts.dividend_run_code,
        payouts.variant_code,
        payouts.payout_month,
        payouts.period_last_month - payouts.period_first_month + 1 as covers_months,
        payouts.payees,
        methods.payout_method_code,
        methods.source_code,
        {{ product([
            'payouts.payees', 'methods.share_of_payouts', 'methods.fixed_fee', 'fx_rates.eur_per_unit'
        ]) }}
        + {{ product(['payouts.paid_eur', 'methods.share_of_payouts', 'methods.rate']) }} as fee
    from payouts
    cross join methods
    left join fx_rates
        on
            payouts.variant_code = fx_rates.variant_code
            and methods.currency_code = fx_rates.currency_code
),

parts as (
    select
        dividend_run_code,
        variant_code,
        payout_month,
        covers_months,
        payees,
        payout_method_code,
        source_code,
        cast(fee as decimal(28, 10)) as fee,
        cast(
            round(sum(fee) over (partition by dividend_run_code, variant_code, payout_month), 2)
            as decimal(18, 2)
        ) as total_fee_eur
    from method_fees
),

allocated as (
    {{ largest_remainder(
        'parts', 'total_fee_eur', 'fee',
        ['dividend_run_code', 'variant_code', 'payout_month', 'covers_months', 'payees'],
        ['payout_method_code', 'source_code'], [byte_order('payout_method_code')]
    ) }}
)

select
    dividend_run_code,
    variant_code,
    payout_month as month_index,
    covers_months,
    payout_method_code,
    payees,
    source_code,
    allocated_amount as cost_eur
from allocated
