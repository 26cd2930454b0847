-- One row per dividend run, period and contributor with contributions or a balance: opening balance,
-- what was earned and paid, closing balance. A balance is paid once it reaches the minimum payout and
-- the contributor is payable on the period's last day.
{% set is_payable =
    'coalesce(RELATION.tax_form_from <= periods.period_end'
    ~ ' and RELATION.payout_method_from <= periods.period_end, false)' %}
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

contributors as (select * from {{ ref('stg_contributors') }}),

-- Everybody with contributions: those who share in the pool, and those who do not.
earned as (
    select
        dividend_run_code,
        period_start,
        contributor_code,
        earned_eur
    from {{ ref('int_contributor_earnings') }}

    union all

    select
        composites.dividend_run_code,
        composites.period_start,
        composites.contributor_code,
        cast(0 as decimal(18, 2)) as earned_eur
    from {{ ref('int_contributor_composites') }} as composites
    inner join periods
        on
            composites.dividend_run_code = periods.dividend_run_code
            and composites.period_start = periods.period_start
    where not (composites.is_eligible and periods.is_distributed)
),

-- A contributor's first entry opens with nothing; from there the roll below goes on to the next
-- period while there is a balance, and else to the next entry.
entries as (
    select
        earned.dividend_run_code,
        periods.period_number,
        earned.contributor_code,
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

balances as (
    select
        dividend_run_code,
        period_start,
        period_number,
        contributor_code,
        tax_form_from,
        payout_method_from,
        next_entry,
        is_payable,
        cast(0 as decimal(18, 2)) as opening_balance_eur,
        earned_eur,
        cast(case when is_payable and earned_eur >= min_payout_eur then earned_eur else 0 end as decimal(18, 2)) as paid_eur
    from (
        select
            entries.*,
            periods.period_start,
            periods.min_payout_eur,
            contributors.tax_form_from,
            contributors.payout_method_from,
            {{ is_payable | replace('RELATION', 'contributors') }} as is_payable
        from entries
        inner join periods
            on
                entries.dividend_run_code = periods.dividend_run_code
                and entries.period_number = periods.period_number
        inner join contributors on entries.contributor_code = contributors.contributor_code
        where entries.entry_number = 1
    ) as first_entries

    union all

    select
        dividend_run_code,
        period_start,
        period_number,
        contributor_code,
        tax_form_from,
        payout_method_from,
        next_entry,
        is_payable,
        opening_balance_eur,
        earned_eur,
        cast(
            case
                when is_payable and opening_balance_eur + earned_eur >= min_payout_eur
                    then opening_balance_eur + earned_eur
                else 0
            end as decimal(18, 2)
        ) as paid_eur
    from (
        select
            rolled.dividend_run_code,
            periods.period_start,
            periods.period_number,
            periods.min_payout_eur,
            rolled.contributor_code,
            rolled.tax_form_from,
            rolled.payout_method_from,
            case
                when rolled.next_entry > periods.period_number then rolled.next_entry
                else entries.next_entry
            end as next_entry,
            {{ is_payable | replace('RELATION', 'rolled') }} as is_payable,
            rolled.closing_balance_eur as opening_balance_eur,
            coalesce(entries.earned_eur, cast(0 as decimal(18, 2))) as earned_eur
        from (
            select
                *,
                cast(opening_balance_eur + earned_eur - paid_eur as decimal(18, 2))
                    as closing_balance_eur
            from balances
        ) as rolled
        inner join periods
            on
                rolled.dividend_run_code = periods.dividend_run_code
                and periods.period_number = case
                    when rolled.closing_balance_eur > 0 then rolled.period_number + 1
                    else rolled.next_entry
                end
        left join entries
            on
                entries.entry_number > 1
                and rolled.dividend_run_code = entries.dividend_run_code
                and rolled.contributor_code = entries.contributor_code
                and periods.period_number = entries.period_number
    ) as later_periods
)

select
    dividend_run_code,
    period_start,
    contributor_code,
    is_payable,
    opening_balance_eur,
    earned_eur,
    paid_eur,
    cast(opening_balance_eur + earned_eur - paid_eur as decimal(18, 2)) as closing_balance_eur
from balances
