-- One row per check and subject: legal and compliance figures of the database against each other.
-- Never add up values: budgets and projects state the same work.
with legal_lines as (select * from {{ ref('stg_published_legal_lines') }}),

build_costs as (select * from {{ ref('stg_published_build_costs') }}),

salaries as (
    select *
    from {{ ref('stg_published_database_salaries') }}
    where role_label = 'legal-counsel'
),

milestones as (select * from {{ ref('stg_milestones') }}),

fx_rates as (select * from {{ ref('int_plan_fx_rates') }}),

projects as (
    select *
    from legal_lines
    where line_kind = 'legal_project'
),

categories as (
    select *
    from legal_lines
    where line_kind = 'legal_service_category'
),

hourly_counsel as (
    select *
    from legal_lines
    where
        line_kind = 'counsel_rate'
        and engagement_type = 'hourly'
),

database_legal as (
    select *
    from build_costs
    where
        plan_version = 'database'
        and cost_category = 'legal'
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
            as amount_eur
    from milestones
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
    database_legal.published_build_cost_code as subject_code,
    database_legal.milestone_code || ' legal' as subject,
    database_legal.milestone_code,
    cast(database_legal.amount_mid as decimal(18, 6)) as stated_value,
    cast(coalesce(project_sums.amount_mid, 0) as decimal(18, 6)) as recomputed_value,
    false as is_rounded,
    project_currency.currency_code as unit,
    'read in the currency of its projects, the database states a mid of' as stated_phrase,
    'the projects add up to' as recomputed_phrase,
    database_legal.source_code
from database_legal
cross join project_currency
left join project_sums on database_legal.milestone_code = project_sums.milestone_code

union all

select
    'compliance_steps' as check_code,
    lower(compliance_steps.milestone_code) as subject_code,
    compliance_steps.milestone_code || ' compliance' as subject,
    compliance_steps.milestone_code,
    cast(round(document_compliance.amount_eur, 2) as decimal(18, 6)) as stated_value,
    cast(round(compliance_steps.amount_eur, 2) as decimal(18, 6)) as recomputed_value,
    false as is_rounded,
    '{{ var("reporting_currency") }}' as unit,
    'the summary of the document holds a mid of' as stated_phrase,
    'external work and audits of the compliance steps cost' as recomputed_phrase,
    compliance_steps.source_code
from compliance_steps
inner join document_compliance
    on compliance_steps.milestone_code = document_compliance.milestone_code

union all

select
    'legal_hours' as check_code,
    projects.published_legal_line_code as subject_code,
    projects.stated_code || ' hours' as subject,
    projects.milestone_code,
    projects.hours_mid as stated_value,
    categories.hours_mid as recomputed_value,
    false as is_rounded,
    'hours' as unit,
    'the project states' as stated_phrase,
    'its category states' as recomputed_phrase,
    projects.source_code
from projects
inner join categories on projects.category = categories.stated_code

union all

select
    'legal_rate' as check_code,
    projects.published_legal_line_code as subject_code,
    projects.stated_code || ' hourly rate' as subject,
    projects.milestone_code,
    {{ divide('projects.amount_mid', 'projects.hours_mid') }} as stated_value,
    cast(hourly_counsel.amount_mid as decimal(18, 6)) as recomputed_value,
    false as is_rounded,
    projects.currency_code || ' per hour' as unit,
    'the stated amount over the stated hours is' as stated_phrase,
    'the rate of mid-level counsel is' as recomputed_phrase,
    projects.source_code
from projects
inner join hourly_counsel on projects.currency_code = hourly_counsel.currency_code

union all

select
    'counsel_pay' as check_code,
    salaries.published_database_salary_code as subject_code,
    'Hourly rate of counsel in the pay table' as subject,
    cast(null as {{ dbt.type_string() }}) as milestone_code,
    cast(salaries.hourly_mid as decimal(18, 6)) as stated_value,
    cast(hourly_counsel.amount_mid as decimal(18, 6)) as recomputed_value,
    false as is_rounded,
    salaries.currency_code || ' per hour' as unit,
    'the pay table states' as stated_phrase,
    'the rate table states' as recomputed_phrase,
    salaries.source_code
from salaries
inner join hourly_counsel on salaries.currency_code = hourly_counsel.currency_code
