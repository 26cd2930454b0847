-- An acu_weighted policy multiplies by ACUs: a weight on volume would count them twice.
{{ config(meta={'gate': {
    'seed': 'raw_dividend_factors', 'column': 'factor',
    'expected': 'no weight of volume in an acu_weighted policy'
}}) }}
select factors.*
from {{ ref('stg_dividend_factors') }} as factors
inner join {{ ref('stg_dividend_policies') }} as policies
    on factors.dividend_policy_code = policies.dividend_policy_code
where
    policies.scoring_method = 'acu_weighted'
    and factors.factor = 'volume'
