-- Exactly one scenario is the default, and it is the only one without a parent.
{{ config(meta={'gate': {
    'seed': 'raw_scenarios', 'column': 'is_default',
    'expected': 'one default scenario, which is the only one without a parent'
}}) }}
with counted as (
    select
        *,
        sum(case when is_default then 1 else 0 end) over () as defaults,
        sum(case when parent_scenario_code is null then 1 else 0 end) over () as roots
    from {{ ref('stg_scenarios') }}
)

select
    scenario_code,
    is_default,
    parent_scenario_code,
    defaults,
    roots
from counted
where
    is_default <> (parent_scenario_code is null)
    or (is_default and (defaults > 1 or roots > 1))
    or defaults + roots = 0
