-- One row per dividend run, period and contributor: opening balance, what was earned and paid,
-- closing balance. A balance is paid once it reaches the minimum payout, or the contributor has left
-- by the period's last day, and the contributor is payable on that day.
{% set balance = 'balances.closing_balance_eur + entries.earned_eur' %}
{% set is_paid =
    '(entries.is_payable and (entries.has_left or ' ~ balance ~ ' >= entries.min_payout_eur))' %}
with recursive periods as (
    select
        pools.dividend_run_code,
        pools.period_number,
        pools.period_start,
        pools.period_end,
        policies.min_payout_eur
    from {{ ref('int_dividend_pools') }} as pools
    inner join {{ ref('stg_dividend_policies') }} as policies
        on pools.dividend_policy_code = policies.dividend_policy_code
),

contributors as (select * from {{ ref('stg_contributors') }}),

earnings as (select * from {{ ref('int_contributor_earnings') }}),

entries as (
    select
        periods.dividend_run_code,
        periods.period_number,
        periods.period_start,
        periods.min_payout_eur,
        contributors.contributor_code,
        coalesce(
            contributors.tax_form_from <= periods.period_end
            and contributors.payout_method_from <= periods.period_end, false
        ) as is_payable,
        coalesce(contributors.closed_on <= periods.period_end, false) as has_left,
        coalesce(earnings.earned_eur, cast(0 as decimal(18, 2))) as earned_eur
    from periods
    cross join contributors
    left join earnings
        on
            periods.dividend_run_code = earnings.dividend_run_code
            and periods.period_start = earnings.period_start
            and contributors.contributor_code = earnings.contributor_code
),

balances as (
    select
        dividend_run_code,
        contributor_code,
        0 as period_number,
        cast(0 as decimal(18, 2)) as opening_balance_eur,
        cast(0 as decimal(18, 2)) as paid_eur,
        cast(0 as decimal(18, 2)) as closing_balance_eur
    from entries
    where period_number = 1

    union all

    select
        entries.dividend_run_code,
        entries.contributor_code,
        entries.period_number,
        balances.closing_balance_eur as opening_balance_eur,
        cast(case when {{ is_paid }} then {{ balance }} else 0 end as decimal(18, 2)) as paid_eur,
        cast(case when {{ is_paid }} then 0 else {{ balance }} end as decimal(18, 2))
            as closing_balance_eur
    from balances
    inner join entries
        on
            balances.dividend_run_code = entries.dividend_run_code
            and balances.contributor_code = entries.contributor_code
            and entries.period_number = balances.period_number + 1
)

select
    entries.dividend_run_code,
    entries.period_start,
    entries.contributor_code,
    entries.is_payable,
    balances.opening_balance_eur,
    entries.earned_eur,
    balances.paid_eur,
    balances.closing_balance_eur
from entries
inner join balances
    on
        entries.dividend_run_code = balances.dividend_run_code
        and entries.contributor_code = balances.contributor_code
        and entries.period_number = balances.period_number
