-- One row per legal project and estimate: the amount of the whole project in its own currency, at
-- drivers 1 and the price of its first month. hourly: hours x the rate blended by the grade mix;
-- fixed_fee: the project's own quote, else the rate's fee; retainer: monthly fee x months.
with projects as (select * from {{ ref('stg_legal_projects') }}),

milestones as (select * from {{ ref('stg_milestones') }}),

constants as (select * from {{ ref('int_planning_constants') }}),

estimates as (select * from {{ ref('int_estimates') }}),

rate_periods as (select * from {{ ref('int_legal_counsel_rate_periods') }}),

months as (select * from {{ ref('int_calendar_months') }}),

blended_rates as (
    select
        rate_periods.*,
        cast(
            {{ product(['rate_periods.rate_junior', 'constants.legal_share_junior']) }}
            + {{ product(['rate_periods.rate_mid', 'constants.legal_share_mid']) }}
            + {{ product(['rate_periods.rate_senior', 'constants.legal_share_senior']) }}
            + {{ product(['rate_periods.rate_partner', 'constants.legal_share_partner']) }}
            as decimal(18, 8)
        ) as blended_rate
    from rate_periods
    cross join constants
),

spans as (
    select
        projects.*,
        coalesce(projects.first_month, milestones.first_month) as start_month,
        coalesce(projects.last_month, milestones.last_month) as end_month
    from projects
    left join milestones on projects.milestone_code = milestones.milestone_code
),

-- Work keeps the price of its first month.
scheduled as (
    select
        spans.*,
        blended_rates.input_key as rate_key,
        blended_rates.engagement_type,
        blended_rates.blended_rate,
        blended_rates.fee_low,
        blended_rates.fee_mid,
        blended_rates.fee_high,
        blended_rates.currency_code as rate_currency_code,
        -- A fixed fee with a quote of its own rests on the quote, other work on counsel's rate.
        blended_rates.engagement_type = 'fixed_fee' and spans.quote_mid is not null as is_quoted
    from spans
    inner join months on spans.start_month = months.month_index
    -- A rate without a version keeps its row: the not-null test of planned costs stops the build.
    left join blended_rates
        on
            spans.legal_counsel_rate_code = blended_rates.legal_counsel_rate_code
            and months.month_start >= blended_rates.effective_from
            and months.month_start < blended_rates.effective_before
)

select
    scheduled.legal_project_code,
    estimates.estimate,
    scheduled.milestone_code,
    scheduled.is_completion,
    scheduled.legal_counsel_rate_code,
    scheduled.engagement_type,
    scheduled.start_month as first_month,
    scheduled.end_month as last_month,
    cast(case
        when scheduled.engagement_type = 'hourly'
            then {{ product([by_estimate('scheduled.hours'), 'scheduled.blended_rate']) }}
        when scheduled.engagement_type = 'retainer'
            then {{ product([
                by_estimate('scheduled.fee'), 'scheduled.end_month - scheduled.start_month + 1',
            ]) }}
        when scheduled.is_quoted then {{ by_estimate('scheduled.quote') }}
        else {{ by_estimate('scheduled.fee') }}
    end as decimal(28, 10)) as amount,
    case when scheduled.is_quoted then scheduled.currency_code else scheduled.rate_currency_code end
        as currency_code,
    scheduled.source_code,
    case
        when scheduled.is_quoted then 'raw_legal_projects'
        else 'raw_legal_counsel_rate_versions'
    end as price_seed,
    case when scheduled.is_quoted then scheduled.legal_project_code else scheduled.rate_key end
        as price_key,
    -- A fixed fee has no quantity.
    case when scheduled.engagement_type <> 'fixed_fee' then 'raw_legal_projects' end
        as quantity_seed,
    case when scheduled.engagement_type <> 'fixed_fee' then scheduled.legal_project_code end
        as quantity_key
from scheduled
cross join estimates
