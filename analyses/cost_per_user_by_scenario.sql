-- One row per milestone and scenario: cost per active user, and what is left after the dividend.
select
    milestones.sequence,
    analysis.milestone_code,
    analysis.scenario_code,
    analysis.cost_per_active_user,
    analysis.net_cost_per_user_after_dividend
from {{ ref('cost_per_user_analysis') }} as analysis
inner join {{ ref('milestones') }} as milestones
    on analysis.milestone_code = milestones.milestone_code
order by milestones.sequence, analysis.scenario_code
