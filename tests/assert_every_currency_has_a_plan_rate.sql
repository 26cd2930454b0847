-- Every currency of an input has a plan rate: no amount is lost for want of one.
select currencies.currency_code
from {{ ref('stg_currencies') }} as currencies
left join {{ ref('int_plan_fx_rates') }} as rates
    on currencies.currency_code = rates.currency_code
where rates.eur_per_unit is null
