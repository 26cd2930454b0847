-- One row per estimate and input of legal, compliance, direct or overhead cost: rate, quote, hours,
-- planned amount or bill.
with estimates as (select * from {{ ref('int_estimates') }}),

counsel_rates as (select * from {{ ref('int_legal_counsel_rate_periods') }}),

projects as (select * from {{ ref('stg_legal_projects') }}),

project_amounts as (select * from {{ ref('int_legal_project_amounts') }}),

templates as (select * from {{ ref('stg_contract_templates') }}),

compliance_steps as (select * from {{ ref('stg_compliance_milestones') }}),

direct_costs as (select * from {{ ref('stg_milestone_direct_costs') }}),

overhead_costs as (select * from {{ ref('stg_overhead_costs') }})

select
    estimates.estimate,
    'raw_legal_counsel_rate_versions' as seed,
    counsel_rates.input_key,
    'priced' as role,
    counsel_rates.engagement_type as input_kind,
    counsel_rates.currency_code,
    case counsel_rates.engagement_type
        when 'hourly'
            then
                'junior '
                || {{ plain_number('counsel_rates.rate_junior') }}
                || ', mid '
                || {{ plain_number('counsel_rates.rate_mid') }}
                || ', senior '
                || {{ plain_number('counsel_rates.rate_senior') }}
                || ', partner '
                || {{ plain_number('counsel_rates.rate_partner') }}
        else {{ plain_number(by_estimate('counsel_rates.fee')) }}
    end as input_value,
    counsel_rates.currency_code
    || case counsel_rates.engagement_type
        when 'hourly' then ' an hour'
        when 'retainer' then ' a month'
        else ''
    end as unit,
    counsel_rates.valid_from,
    counsel_rates.source_code
from counsel_rates
cross join estimates

union all

select
    estimates.estimate,
    'raw_legal_projects' as seed,
    projects.legal_project_code as input_key,
    'priced' as role,
    cast(null as {{ dbt.type_string() }}) as input_kind,
    projects.currency_code,
    {{ plain_number(by_estimate('projects.quote')) }} as input_value,
    projects.currency_code as unit,
    cast(null as date) as valid_from,
    projects.source_code
from projects
cross join estimates
where projects.quote_mid is not null

union all

select
    estimates.estimate,
    'raw_legal_projects' as seed,
    projects.legal_project_code as input_key,
    'multiplier' as role,
    project_amounts.engagement_type as input_kind,
    cast(null as {{ dbt.type_string() }}) as currency_code,
    case project_amounts.engagement_type
        when 'hourly' then {{ plain_number(by_estimate('projects.hours')) }}
        else {{ plain_number('project_amounts.last_month - project_amounts.first_month + 1') }}
    end as input_value,
    case project_amounts.engagement_type when 'hourly' then 'hours' else 'months' end as unit,
    cast(null as date) as valid_from,
    projects.source_code
from projects
cross join estimates
inner join project_amounts
    on
        projects.legal_project_code = project_amounts.legal_project_code
        and estimates.estimate = project_amounts.estimate
where project_amounts.engagement_type in ('hourly', 'retainer')

union all

select
    estimates.estimate,
    'raw_contract_templates' as seed,
    templates.contract_template_code as input_key,
    'priced' as role,
    cast(null as {{ dbt.type_string() }}) as input_kind,
    templates.currency_code,
    {{ plain_number(by_estimate('templates.cost')) }} as input_value,
    templates.currency_code as unit,
    cast(null as date) as valid_from,
    templates.source_code
from templates
cross join estimates

union all

select
    estimates.estimate,
    'raw_compliance_milestones' as seed,
    compliance_steps.compliance_milestone_code as input_key,
    'priced' as role,
    cast(null as {{ dbt.type_string() }}) as input_kind,
    compliance_steps.currency_code,
    'external '
    || {{ plain_number(by_estimate('compliance_steps.external_cost')) }}
    || ', audit '
    || {{ plain_number(by_estimate('compliance_steps.audit_cost')) }} as input_value,
    compliance_steps.currency_code as unit,
    cast(null as date) as valid_from,
    compliance_steps.source_code
from compliance_steps
cross join estimates

union all

select
    estimates.estimate,
    'raw_milestone_direct_costs' as seed,
    direct_costs.direct_cost_code as input_key,
    'priced' as role,
    direct_costs.cost_category as input_kind,
    direct_costs.currency_code,
    {{ plain_number(by_estimate('direct_costs.amount')) }} as input_value,
    direct_costs.currency_code as unit,
    cast(null as date) as valid_from,
    direct_costs.source_code
from direct_costs
cross join estimates

union all

select
    estimates.estimate,
    'raw_overhead_costs' as seed,
    overhead_costs.overhead_cost_code as input_key,
    'priced' as role,
    overhead_costs.basis as input_kind,
    case
        when overhead_costs.basis not like 'share%' then overhead_costs.currency_code
    end as currency_code,
    {{ plain_number(by_estimate('overhead_costs.amount')) }} as input_value,
    case overhead_costs.basis
        when 'fixed' then overhead_costs.currency_code
        when 'per_head' then overhead_costs.currency_code || ' a head'
        when 'per_payslip' then overhead_costs.currency_code || ' a payslip'
        when 'share_of_pay' then 'of base pay'
        when 'share_of_first_year_pay' then 'of the first year''s pay'
        else 'of receipts in foreign currency'
    end as unit,
    cast(null as date) as valid_from,
    overhead_costs.source_code
from overhead_costs
cross join estimates
