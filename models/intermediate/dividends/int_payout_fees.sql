-- One row per scenario variant, month after a dividend period and payout method: what the payouts
-- of the run in force cost. Fees that are due after the plan stand here too: they are a cost of the
-- months of their period.
select
    variant_code,
    month_index,
    covers_months,
    payout_method_code,
    payees,
    source_code,
    cost_eur
from {{ ref('int_dividend_run_fees') }}
where dividend_run_code = 'in_force'
