-- One row per legal project and estimate: the amount of the whole project in its own currency, at
-- drivers 1. hourly: hours x the rate blended by the grade mix; fixed_fee: the project's own quote,
-- else the rate's fee; retainer: monthly fee x months.
with projects as (select * from {{ ref('stg_legal_projects') }}),

counsel_rates as (select * from {{ ref('stg_legal_counsel_rates') }}),

milestones as (select * from {{ ref('stg_milestones') }}),

constants as (select * from {{ ref('int_planning_constants') }}),

estimates as (select * from {{ ref('int_estimates') }}),

blended_rates as (
    select
        counsel_rates.*,
        cast(
            {{ product(['counsel_rates.rate_junior', 'constants.legal_share_junior']) }}
            + {{ product(['counsel_rates.rate_mid', 'constants.legal_share_mid']) }}
            + {{ product(['counsel_rates.rate_senior', 'constants.legal_share_senior']) }}
            + {{ product(['counsel_rates.rate_partner', 'constants.legal_share_partner']) }}
            as decimal(18, 8)
        ) as blended_rate
    from counsel_rates
    cross join constants
),

scheduled as (
    select
        projects.*,
        coalesce(projects.first_month, milestones.first_month) as start_month,
        coalesce(projects.last_month, milestones.last_month) as end_month,
        -- A fixed fee with a quote of its own rests on the quote, other work on counsel's rate.
        counsel_rates.engagement_type = 'fixed_fee' and projects.quote_mid is not null as is_quoted
    from projects
    inner join milestones on projects.milestone_code = milestones.milestone_code
    inner join counsel_rates
        on projects.legal_counsel_rate_code = counsel_rates.legal_counsel_rate_code
)

select
    scheduled.legal_project_code,
    estimates.estimate,
    scheduled.milestone_code,
    scheduled.legal_counsel_rate_code,
    blended_rates.engagement_type,
    scheduled.start_month as first_month,
    scheduled.end_month as last_month,
    cast(case
        when blended_rates.engagement_type = 'hourly'
            then {{ product([by_estimate('scheduled.hours'), 'blended_rates.blended_rate']) }}
        when blended_rates.engagement_type = 'retainer'
            then {{ product([
                by_estimate('blended_rates.fee'), 'scheduled.end_month - scheduled.start_month + 1',
            ]) }}
        when scheduled.is_quoted then {{ by_estimate('scheduled.quote') }}
        else {{ by_estimate('blended_rates.fee') }}
    end as decimal(28, 10)) as amount,
    case when scheduled.is_quoted then scheduled.currency_code else blended_rates.currency_code end
        as currency_code,
    scheduled.source_code,
    case when scheduled.is_quoted then 'raw_legal_projects' else 'raw_legal_counsel_rates' end
        as price_seed,
    case
        when scheduled.is_quoted then scheduled.legal_project_code
        else scheduled.legal_counsel_rate_code
    end as price_key,
    -- A fixed fee has no quantity.
    case when blended_rates.engagement_type <> 'fixed_fee' then 'raw_legal_projects' end
        as quantity_seed,
    case when blended_rates.engagement_type <> 'fixed_fee' then scheduled.legal_project_code end
        as quantity_key
from scheduled
inner join blended_rates
    on scheduled.legal_counsel_rate_code = blended_rates.legal_counsel_rate_code
cross join estimates
