-- One row per contributor: everything earned and paid over all dividend periods, and the balance
-- that is left.
with balances as (
    select * from {{ ref('int_contributor_balances') }} where dividend_run_code = 'in_force'
),

composites as (
    select *
    from {{ ref('int_contributor_composites') }}
    where dividend_run_code = 'in_force' and is_eligible
),

eligible_periods as (
    select
        contributor_code,
        count(*) as eligible_periods,
        sum(acus) as eligible_acus
    from composites
    group by contributor_code
),

last_period as (
    select max(period_start) as period_start
    from balances
)

select
    balances.contributor_code,
    cast(coalesce(max(eligible_periods.eligible_periods), 0) as integer) as eligible_periods,
    cast(coalesce(max(eligible_periods.eligible_acus), 0) as bigint) as eligible_acus,
    cast(sum(case when balances.paid_eur > 0 then 1 else 0 end) as integer) as payouts,
    cast(sum(balances.earned_eur) as decimal(18, 2)) as earned_eur,
    cast(sum(balances.paid_eur) as decimal(18, 2)) as paid_eur,
    cast(
        sum(
            case
                when balances.period_start = last_period.period_start
                    then balances.closing_balance_eur
                else 0
            end
        ) as decimal(18, 2)
    ) as closing_balance_eur
from balances
cross join last_period
left join eligible_periods on balances.contributor_code = eligible_periods.contributor_code
group by balances.contributor_code
