-- Every dividend calculation: what contributors earned plus what is carried forward is the pool.
{{ config(group='finance') }}
with earned as (
    select
        dividend_calculation_code,
        sum(earned_eur) as earned_eur,
        sum(paid_eur) as paid_eur,
        sum(closing_balance_eur) as closing_balance_eur
    from {{ ref('contributor_dividends') }}
    group by dividend_calculation_code
)

select
    calculations.dividend_calculation_code,
    calculations.dividend_pool_eur,
    calculations.carried_forward_eur,
    earned.earned_eur
from (
    select * from {{ ref('dividend_calculations') }} where eligible_contributors is not null
) as calculations
full outer join earned
    on calculations.dividend_calculation_code = earned.dividend_calculation_code
where
    calculations.dividend_pool_eur
    is distinct from coalesce(earned.earned_eur, 0) + calculations.carried_forward_eur
    or calculations.earned_eur is distinct from coalesce(earned.earned_eur, 0)
    or calculations.paid_eur is distinct from coalesce(earned.paid_eur, 0)
    or calculations.closing_balance_eur is distinct from coalesce(earned.closing_balance_eur, 0)
    or (
        calculations.carried_forward_eur <> 0
        and calculations.status not in ('pool_carried', 'negative_pool_carried')
    )
