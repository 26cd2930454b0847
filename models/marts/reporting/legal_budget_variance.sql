-- One row per legal budget: what counsel invoiced until as_of_date, less credit notes, against the
-- mid budget. Invoices never enter costs.
with budgets as (select * from {{ ref('legal_budgets') }}),

invoices as (
    select
        legal_budget_code,
        sum(case when credited_invoice_code is null then 1 else 0 end) as number_of_invoices,
        sum(invoiced_eur) as invoiced_eur
    from {{ ref('int_legal_invoices') }}
    where invoice_date <= cast('{{ var("as_of_date") }}' as date)
    group by legal_budget_code
),

compared as (
    select
        budgets.*,
        cast(coalesce(invoices.number_of_invoices, 0) as integer) as number_of_invoices,
        cast(coalesce(invoices.invoiced_eur, 0) as decimal(18, 2)) as invoiced_eur
    from budgets
    left join invoices on budgets.legal_budget_code = invoices.legal_budget_code
)

select
    legal_budget_code,
    milestone_code,
    legal_service_category_code,
    legal_counsel_rate_code,
    budget_low_eur,
    budget_mid_eur,
    budget_high_eur,
    number_of_invoices,
    invoiced_eur,
    cast(budget_mid_eur - invoiced_eur as decimal(18, 2)) as remaining_eur,
    {{ divide('invoiced_eur', 'budget_mid_eur') }} as invoiced_share,
    case
        when number_of_invoices = 0 then 'not_invoiced'
        when invoiced_eur > budget_high_eur then 'over_high_budget'
        when invoiced_eur > budget_mid_eur then 'over_mid_budget'
        else 'within_budget'
    end as status
from compared
