-- One row per model and start of validity.
select
    trim(llm_api_cost_code) as llm_api_cost_code,
    trim(provider_code) as provider_code,
    trim(model_code) as model_code,
    input_price_per_million,
    output_price_per_million,
    cached_input_price_per_million,
    batch_discount,
    trim(currency_code) as currency_code,
    valid_from,
    valid_to,
    trim(source_code) as source_code
from {{ ref('raw_llm_api_costs') }}
