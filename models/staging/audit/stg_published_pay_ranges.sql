-- One row per place, table, role or level and pay basis of the published pay ranges.
select
    trim(published_pay_range_code) as published_pay_range_code,
    trim(place) as place,
    trim(country_code) as country_code,
    trim(pay_table) as pay_table,
    trim(role_title) as role_title,
    trim(pay_basis) as pay_basis,
    pay_low,
    pay_mid,
    pay_high,
    trim(currency_code) as currency_code,
    trim(stated_source) as stated_source,
    trim(source_code) as source_code
from {{ ref('raw_published_pay_ranges') }}
