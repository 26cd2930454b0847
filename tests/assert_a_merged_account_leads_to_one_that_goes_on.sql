-- An account that was merged leads to one that goes on, in one step.
{{ config(group='finance', meta={'gate': {
    'seed': 'raw_contributors', 'column': 'merged_into_code',
    'expected': 'an account that is not merged itself'
}}) }}
select contributors.*
from {{ ref('stg_contributors') }} as contributors
inner join {{ ref('stg_contributors') }} as survivors
    on contributors.merged_into_code = survivors.contributor_code
where survivors.merged_into_code is not null
