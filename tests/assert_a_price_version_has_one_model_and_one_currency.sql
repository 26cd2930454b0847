-- All tiers of one price version share the pricing model, the currency and the last day.
{{ config(meta={'gate': {
    'seed': 'raw_service_pricing_tiers', 'column': 'pricing_model',
    'expected': 'one pricing model, currency and last day in the tiers of a price version'
}}) }}
select
    service_code,
    valid_from
from {{ ref('stg_service_pricing_tiers') }}
group by service_code, valid_from
having
    count(distinct pricing_model) > 1
    or count(distinct currency_code) > 1
    or count(distinct coalesce(cast(valid_to as {{ dbt.type_string() }}), '-')) > 1
