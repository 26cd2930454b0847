-- One row per offer that can be chosen, kind of usage and service that the offer bills for it.
select
    trim(usage_offer_code) as usage_offer_code,
    trim(offer_code) as offer_code,
    trim(usage_code) as usage_code,
    trim(service_code) as service_code,
    service_units,
    usage_units,
    is_bought_whole,
    largest_quantity,
    trim(source_code) as source_code
from {{ ref('raw_usage_offers') }}
