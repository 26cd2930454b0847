-- One row: the first month of model revenue.
with streams as (select * from {{ ref('stg_revenue_streams') }} where is_model_revenue),

milestones as (select * from {{ ref('stg_milestones') }})

select min(milestones.first_month) as first_month
from streams
inner join milestones on streams.first_milestone_code = milestones.milestone_code
