-- A package price has one tier, or a first one that costs its flat fee alone and a last one of
-- packages; both count in packages of one size.
{{ config(meta={'gate': {
    'seed': 'raw_service_pricing_tiers', 'column': 'pricing_model',
    'expected': 'one tier of packages, or a free first and a last one of equal packages'
}}) }}
select
    service_code,
    valid_from
from {{ ref('stg_service_pricing_tiers') }}
where pricing_model = 'package'
group by service_code, valid_from
having
    count(*) > 2
    or count(distinct package_size) > 1
    or max(case when to_units is not null then unit_price else 0 end) > 0
