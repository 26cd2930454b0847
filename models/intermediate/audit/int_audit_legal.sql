-- One row per check and subject: legal and compliance figures of the database against each other.
-- Never add up values: budgets and projects state the same work.
with legal_lines as (select * from {{ ref('stg_published_legal_lines') }}),

build_costs as (select * from {{ ref('stg_published_build_costs') }}),

fx_rates as (select * from {{ ref('int_plan_fx_rates') }}),

projects as (
    select *
    from legal_lines
    where line_kind = 'legal_project'
),

-- Projects keep the digits of the document, so the budget is read in its currency.
project_sums as (
    select
        milestone_code,
        sum(amount_mid) as amount_mid
    from projects
    group by milestone_code
),

project_currency as (
    select distinct currency_code
    from projects
),

document_compliance as (
    select
        milestones.milestone_code,
        coalesce(sum({{ product(['build_costs.amount_mid', 'fx_rates.eur_per_unit']) }}), 0)
            as amount_eur,
        coalesce(sum({{ product(['build_costs.amount_low', 'fx_rates.eur_per_unit']) }}), 0)
            as low_eur,
        coalesce(sum({{ product(['build_costs.amount_high', 'fx_rates.eur_per_unit']) }}), 0)
            as high_eur
    from {{ ref('stg_milestones') }} as milestones
    left join build_costs
        on
            milestones.milestone_code = build_costs.milestone_code
            and build_costs.plan_version = 'document'
            and build_costs.cost_category = 'compliance'
    left join fx_rates on build_costs.currency_code = fx_rates.currency_code
    group by milestones.milestone_code
),

compliance_steps as (
    select
        legal_lines.milestone_code,
        max(legal_lines.source_code) as source_code,
        sum({{ product([
            'legal_lines.external_cost + legal_lines.audit_cost', 'fx_rates.eur_per_unit',
        ]) }}) as amount_eur
    from legal_lines
    inner join fx_rates on legal_lines.currency_code = fx_rates.currency_code
    where legal_lines.line_kind = 'compliance_milestone'
    group by legal_lines.milestone_code
)

select
    'legal_projects' as check_code,
    build_costs.published_build_cost_code as subject_code,
    build_costs.milestone_code || ' legal' as subject,
    build_costs.milestone_code,
    build_costs.amount_mid as stated_value,
    case
        when project_sums.amount_mid > build_costs.amount_high then project_sums.amount_mid
        else build_costs.amount_mid
    end as recomputed_value,
    project_currency.currency_code as unit,
    1 as stake_factor,
    project_currency.currency_code as stake_currency_code,
    build_costs.source_code
from build_costs
cross join project_currency
inner join project_sums on build_costs.milestone_code = project_sums.milestone_code
where
    build_costs.plan_version = 'database'
    and build_costs.cost_category = 'legal'

union all

select
    'compliance_steps' as check_code,
    lower(compliance_steps.milestone_code) as subject_code,
    compliance_steps.milestone_code || ' compliance' as subject,
    compliance_steps.milestone_code,
    round(document_compliance.amount_eur, 2) as stated_value,
    round(case
        when
            compliance_steps.amount_eur
            between document_compliance.low_eur and document_compliance.high_eur
            then document_compliance.amount_eur
        else compliance_steps.amount_eur
    end, 2) as recomputed_value,
    '{{ var("reporting_currency") }}' as unit,
    1 as stake_factor,
    '{{ var("reporting_currency") }}' as stake_currency_code,
    compliance_steps.source_code
from compliance_steps
inner join document_compliance
    on compliance_steps.milestone_code = document_compliance.milestone_code
