-- Every milestone is reached from one that waits for none: a milestone that is not waits, by way
-- of others, for itself. With union, not union all: a doubled milestone may close a circle that is
-- reached.
{{ config(meta={'gate': {
    'seed': 'raw_milestones', 'column': 'depends_on_milestone_code',
    'expected': 'a milestone that does not wait for this one'
}}) }}
with recursive

milestones as (select * from {{ ref('stg_milestones') }}),

reached as (
    select milestone_code from milestones where depends_on_milestone_code is null
    union
    select milestones.milestone_code
    from reached
    inner join milestones on reached.milestone_code = milestones.depends_on_milestone_code
)

select milestones.*
from milestones
left join reached on milestones.milestone_code = reached.milestone_code
where reached.milestone_code is null
