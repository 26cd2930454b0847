-- Every scenario and month: cash is that of the month before plus cash flow and funding; month 1
-- starts from the opening cash.
with rolled as (
    select
        results.scenario_code,
        results.month_index,
        results.cash_balance_eur,
        coalesce(
            lag(results.cash_balance_eur) over (
                partition by results.scenario_code order by results.month_index
            ),
            assumptions.value_number
        )
        + results.cash_flow_eur
        + results.funding_eur as expected_eur
    from {{ ref('unit_economics_monthly') }} as results
    inner join {{ ref('stg_assumptions') }} as assumptions
        on assumptions.assumption_code = 'opening_cash_eur'
)

select *
from rolled
where cash_balance_eur is distinct from expected_eur
