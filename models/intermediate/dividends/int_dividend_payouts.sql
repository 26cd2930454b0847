-- One row per scenario variant and whole dividend period: what the run in force pays, the only one
-- that touches cash. Liability and carried pool are stocks: never add them up over periods.
select *
from {{ ref('int_dividend_run_payouts') }}
where dividend_run_code = 'in_force'
