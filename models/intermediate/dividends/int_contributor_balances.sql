-- One row per dividend run, period and contributor with contributions or a balance: opening
-- balance, what was earned and paid, closing balance. A balance is paid once it reaches the minimum
-- payout, or the contributor has left by the period's last day, and the contributor is payable on
-- that day.
{% set due = '(opening_balance_eur + earned_eur)' %}
{% set closing_balance %}
    cast(
        case
            when
                payable_from <= period_end
                and ({{ due }} >= min_payout_eur or closed_on <= period_end)
                then 0
            else {{ due }}
        end as decimal(18, 2)
    )
{% endset %}
with recursive periods as (
    select
        pools.dividend_run_code,
        pools.period_number,
        pools.period_start,
        pools.period_end,
        pools.is_distributed,
        policies.min_payout_eur
    from {{ ref('int_dividend_pools') }} as pools
    inner join {{ ref('stg_dividend_policies') }} as policies
        on pools.dividend_policy_code = policies.dividend_policy_code
),

contributors as (
    select
        contributor_code,
        -- `greatest` takes what is there.
        case
            when tax_form_from is not null and payout_method_from is not null
                then greatest(tax_form_from, payout_method_from)
        end as payable_from,
        closed_on
    from {{ ref('stg_contributors') }}
),

-- Everybody with contributions: those who share in the pool, and those who do not.
earned as (
    select
        dividend_run_code,
        period_start,
        contributor_code,
        contribution_share,
        earned_eur
    from {{ ref('int_contributor_earnings') }}

    union all

    select
        composites.dividend_run_code,
        composites.period_start,
        composites.contributor_code,
        cast(null as decimal(18, 8)) as contribution_share,
        cast(0 as decimal(18, 2)) as earned_eur
    from {{ ref('int_contributor_composites') }} as composites
    inner join periods
        on
            composites.dividend_run_code = periods.dividend_run_code
            and composites.period_start = periods.period_start
    where not (composites.is_eligible and periods.is_distributed)
),

entries as (
    select
        periods.*,
        earned.contributor_code,
        earned.contribution_share,
        earned.earned_eur,
        lead(periods.period_number) over (
            partition by earned.dividend_run_code, earned.contributor_code
            order by periods.period_number
        ) as next_entry,
        row_number() over (
            partition by earned.dividend_run_code, earned.contributor_code
            order by periods.period_number
        ) as entry_number
    from earned
    inner join periods
        on
            earned.dividend_run_code = periods.dividend_run_code
            and earned.period_start = periods.period_start
),

-- Who has a balance goes on to the next period, who has none to the next entry: nobody has a row
-- without either.
rolled as (
    select
        entries.dividend_run_code,
        entries.contributor_code,
        contributors.payable_from,
        contributors.closed_on,
        entries.period_number,
        entries.period_start,
        entries.period_end,
        entries.min_payout_eur,
        entries.next_entry,
        entries.contribution_share,
        cast(0 as decimal(18, 2)) as opening_balance_eur,
        entries.earned_eur
    from entries
    inner join contributors on entries.contributor_code = contributors.contributor_code
    where entries.entry_number = 1

    union all

    select
        closed.dividend_run_code,
        closed.contributor_code,
        closed.payable_from,
        closed.closed_on,
        periods.period_number,
        periods.period_start,
        periods.period_end,
        periods.min_payout_eur,
        case
            when closed.next_entry > periods.period_number then closed.next_entry
            else entries.next_entry
        end as next_entry,
        entries.contribution_share,
        closed.closing_balance_eur as opening_balance_eur,
        coalesce(entries.earned_eur, cast(0 as decimal(18, 2))) as earned_eur
    from (select *, {{ closing_balance }} as closing_balance_eur from rolled) as closed
    inner join periods
        on
            closed.dividend_run_code = periods.dividend_run_code
            and periods.period_number = case
                when closed.closing_balance_eur > 0 then closed.period_number + 1
                else closed.next_entry
            end
    left join entries
        on
            entries.entry_number > 1
            and closed.dividend_run_code = entries.dividend_run_code
            and closed.contributor_code = entries.contributor_code
            and periods.period_number = entries.period_number
)

select
    dividend_run_code,
    period_start,
    contributor_code,
    coalesce(payable_from <= period_end, false) as is_payable,
    contribution_share,
    opening_balance_eur,
    earned_eur,
    cast({{ due }} - {{ closing_balance }} as decimal(18, 2)) as paid_eur,
    {{ closing_balance }} as closing_balance_eur
from rolled
