-- One row per role line of the published hiring plan.
select
    trim(published_hiring_plan_code) as published_hiring_plan_code,
    trim(milestone_code) as milestone_code,
    line_number,
    trim(role_title) as role_title,
    fte,
    ai_applicability_rate,
    trim(source_code) as source_code
from {{ ref('raw_published_hiring_plan') }}
