-- Every milestone: the categories add up to its published and modeled totals, and the difference to
-- its variance, to the cent. A milestone that the plan has not published counts as 0 there.
with milestones as (
    select
        milestone_code,
        sum(published_amount) as published_amount,
        sum(published_mid_eur) as published_mid_eur,
        sum(modeled_mid_eur) as modeled_mid_eur,
        sum(modeled_eur) as modeled_eur,
        sum(difference_eur) as difference_eur
    from {{ ref('plan_reconciliation') }}
    group by milestone_code
),

summaries as (
    select *
    from {{ ref('milestone_cost_summary') }}
    where scenario_code = '{{ var("published_scenario_code") }}'
),

stated_totals as (
    select
        milestone_code,
        amount_mid
    from {{ ref('stg_published_build_costs') }}
    where
        plan_version = 'document'
        and is_stated_total
)

select
    summaries.milestone_code,
    summaries.published_mid_eur as published_total,
    milestones.published_mid_eur as published_added_up,
    summaries.total_cost_eur as modeled_total,
    milestones.modeled_eur as modeled_added_up
from summaries
full outer join milestones on summaries.milestone_code = milestones.milestone_code
left join stated_totals on summaries.milestone_code = stated_totals.milestone_code
where
    coalesce(summaries.published_mid_eur, 0) is distinct from milestones.published_mid_eur
    or summaries.total_mid_eur is distinct from milestones.modeled_mid_eur
    or summaries.total_cost_eur is distinct from milestones.modeled_eur
    or coalesce(summaries.variance_eur, summaries.total_cost_eur)
    is distinct from milestones.difference_eur
    or coalesce(stated_totals.amount_mid, 0) is distinct from milestones.published_amount
