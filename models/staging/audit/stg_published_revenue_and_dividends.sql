-- One row per published figure on revenue, dividends, opt-in and payment processing.
select
    trim(published_revenue_and_dividend_code) as published_revenue_and_dividend_code,
    trim(subject) as subject,
    trim(item) as item,
    trim(milestone_code) as milestone_code,
    value_low,
    value_high,
    trim(unit) as unit,
    trim(currency_code) as currency_code,
    quantity,
    trim(quantity_unit) as quantity_unit,
    trim(source_code) as source_code
from {{ ref('raw_published_revenue_and_dividends') }}
