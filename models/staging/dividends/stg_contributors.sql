-- One row per contributor, pseudonymous (synthetic sample).
select
    trim(contributor_code) as contributor_code,
    trim(country_code) as country_code,
    trim(payout_method_code) as payout_method_code,
    payout_method_from,
    tax_form_from,
    training_consent_from,
    training_consent_to,
    closed_on,
    trim(merged_into_code) as merged_into_code,
    trim(source_code) as source_code
from
    {{
        source('files', 'loaded_contributors') if var('contributors_path')
        else ref('raw_contributors')
    }}
