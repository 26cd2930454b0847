-- One row per legal project: where it stands on as_of_date, and what was invoiced for it.
{% set as_of = "cast('" ~ var('as_of_date') ~ "' as date)" %}
with projects as (select * from {{ ref('legal_projects') }}),

months as (select * from {{ ref('int_calendar_months') }}),

invoices as (
    select
        legal_project_code,
        sum(invoiced_eur) as invoiced_eur,
        sum(hours_billed) as hours_billed
    from {{ ref('int_legal_invoices') }}
    where invoice_date <= {{ as_of }}
    group by legal_project_code
)

select
    projects.legal_project_code,
    projects.name,
    projects.milestone_code,
    projects.engagement_type,
    first_months.month_start as starts_on,
    last_months.month_end as ends_on,
    projects.hours_mid,
    cast(coalesce(invoices.hours_billed, 0) as decimal(18, 6)) as hours_billed,
    projects.cost_mid_eur,
    cast(coalesce(invoices.invoiced_eur, 0) as decimal(18, 2)) as invoiced_eur,
    cast(projects.cost_mid_eur - coalesce(invoices.invoiced_eur, 0) as decimal(18, 2))
        as remaining_eur,
    case
        when first_months.month_start > {{ as_of }} then 'planned'
        when last_months.month_end >= {{ as_of }} then 'in_progress'
        else 'finished'
    end as status
from projects
inner join months as first_months on projects.first_month = first_months.month_index
inner join months as last_months on projects.last_month = last_months.month_index
left join invoices on projects.legal_project_code = invoices.legal_project_code
