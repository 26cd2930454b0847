-- The growth model of the milestones is the default scenario's.
{{ config(meta={'gate': {
    'seed': 'raw_milestones', 'column': 'growth_model_code',
    'expected': 'the growth model of the default scenario'
}}) }}
select
    milestones.milestone_code,
    milestones.growth_model_code,
    scenarios.growth_model_code as default_growth_model_code
from {{ ref('stg_milestones') }} as milestones
inner join {{ ref('stg_scenarios') }} as scenarios on scenarios.is_default
where milestones.growth_model_code <> scenarios.growth_model_code
