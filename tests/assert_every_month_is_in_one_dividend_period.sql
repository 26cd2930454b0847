-- Every month lies in exactly one dividend period of the policies in force.
select
    months.month_index,
    count(runs.dividend_policy_code) as periods
from {{ ref('int_months') }} as months
left join {{ ref('int_dividend_runs') }} as runs
    on
        runs.dividend_run_code = 'in_force'
        and months.month_index between runs.first_month and runs.last_month
group by months.month_index
having count(runs.dividend_policy_code) <> 1
