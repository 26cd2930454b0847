-- A risk that may still happen is owned by a role that the default scenario employs, at some time
-- until the end of the risk's milestone. A milestone that the horizon cuts is left out.
with staffed as (
    select
        headcount.role_code,
        min(headcount.month_index) as first_month
    from {{ ref('headcount') }} as headcount
    inner join {{ ref('scenarios') }} as scenarios
        on headcount.scenario_code = scenarios.scenario_code and scenarios.is_default
    where headcount.fte > 0
    group by headcount.role_code
)

select
    risks.risk_code,
    risks.owner_role_code,
    risks.milestone_code,
    staffed.first_month
from {{ ref('stg_risk_register') }} as risks
inner join {{ ref('stg_milestones') }} as milestones
    on risks.milestone_code = milestones.milestone_code
left join staffed on risks.owner_role_code = staffed.role_code
where
    risks.status not in ('occurred', 'closed')
    and milestones.last_month <= {{ var('horizon_months') }}
    and (staffed.first_month is null or staffed.first_month > milestones.last_month)
