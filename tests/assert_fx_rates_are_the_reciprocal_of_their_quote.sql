-- eur_per_unit is 1 / quoted_units_per_eur, rounded to eight decimals.
{{ config(meta={'gate': {
    'seed': 'raw_fx_rates', 'column': 'eur_per_unit',
    'expected': '1 / quoted_units_per_eur with eight decimals'
}}) }}
select *
from {{ ref('stg_fx_rates') }}
where eur_per_unit <> {{ divide('1', 'quoted_units_per_eur', 8) }}
