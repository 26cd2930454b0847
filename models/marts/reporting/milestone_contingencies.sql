-- One row per milestone of the default scenario: the contingency for its open risks, beside its
-- cost and never inside it.
with risks as (select * from {{ ref('risk_dashboard') }} where is_open),

summaries as (
    select summary.*
    from {{ ref('milestone_cost_summary') }} as summary
    inner join {{ ref('scenarios') }} as scenarios
        on summary.scenario_code = scenarios.scenario_code and scenarios.is_default
),

totals as (
    select
        milestone_code,
        cast(count(*) as integer) as number_of_risks,
        cast(sum(inherent_expected_loss_eur) as decimal(18, 2)) as inherent_expected_loss_eur,
        cast(sum(residual_expected_loss_eur) as decimal(18, 2)) as contingency_eur
    from risks
    group by milestone_code
)

select
    summaries.milestone_code,
    coalesce(totals.number_of_risks, 0) as number_of_risks,
    cast(coalesce(totals.inherent_expected_loss_eur, 0) as decimal(18, 2))
        as inherent_expected_loss_eur,
    cast(coalesce(totals.contingency_eur, 0) as decimal(18, 2)) as contingency_eur,
    summaries.total_cost_eur,
    cast(summaries.total_cost_eur + coalesce(totals.contingency_eur, 0) as decimal(18, 2))
        as cost_with_contingency_eur,
    {{ divide('coalesce(totals.contingency_eur, 0)', 'summaries.total_cost_eur', 6, 9) }}
        as contingency_share
from summaries
left join totals on summaries.milestone_code = totals.milestone_code
