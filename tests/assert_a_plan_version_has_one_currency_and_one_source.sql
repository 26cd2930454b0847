-- All build costs of a version of the plan are in one currency and from one source: the audit reads
-- both once for the whole version.
{{ config(meta={'gate': {
    'seed': 'raw_published_build_costs', 'column': 'currency_code',
    'expected': 'one currency and one source in a plan version'
}}) }}
select
    plan_version,
    count(distinct currency_code) as currencies,
    count(distinct source_code) as sources
from {{ ref('stg_published_build_costs') }}
group by plan_version
having
    count(distinct currency_code) > 1
    or count(distinct source_code) > 1
