-- Every contributor and period: opening + earned = paid + closing, and opening is the last closing.
{{ config(group='finance') }}
with ordered as (
    select
        *,
        coalesce(lag(closing_balance_eur) over (
            partition by dividend_run_code, contributor_code order by period_start
        ), 0) as closing_before_eur
    from {{ ref('int_contributor_balances') }}
)

select *
from ordered
where
    opening_balance_eur + earned_eur is distinct from paid_eur + closing_balance_eur
    or opening_balance_eur is distinct from closing_before_eur
    or paid_eur < 0
    or closing_balance_eur < 0
