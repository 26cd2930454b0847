-- One row per provider price that the plan states.
select
    trim(published_provider_price_code) as published_provider_price_code,
    trim(provider) as provider,
    trim(product) as product,
    trim(specification) as specification,
    trim(stated_price) as stated_price,
    amount,
    trim(unit) as unit,
    monthly_equivalent,
    trim(currency_code) as currency_code,
    trim(source_code) as source_code
from {{ ref('raw_published_provider_prices') }}
