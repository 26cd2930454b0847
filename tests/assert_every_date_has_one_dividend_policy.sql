-- Every month starts under exactly one dividend policy.
select
    months.month_start,
    count(policies.dividend_policy_code) as policies
from {{ ref('int_months') }} as months
left join {{ ref('stg_dividend_policies') }} as policies
    on
        months.month_start >= policies.valid_from
        and (policies.valid_to is null or months.month_start <= policies.valid_to)
        and not policies.is_alternative
group by months.month_start
having count(policies.dividend_policy_code) <> 1
