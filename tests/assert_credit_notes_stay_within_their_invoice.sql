-- The credit notes of an invoice have its budget, project and currency, are not older, and take
-- back at most its amount. A credit note is not credited itself.
{{ config(meta={'gate': {
    'seed': 'raw_legal_cost_tracking', 'column': 'credited_invoice_code',
    'expected': 'an earlier invoice of the same budget, project and currency that covers it'
}}) }}
with invoices as (select * from {{ ref('stg_legal_cost_tracking') }} where status <> 'void'),

credited as (
    select
        credited_invoice_code,
        sum(amount) as credited_amount
    from invoices
    where credited_invoice_code is not null
    group by credited_invoice_code
)

select
    credit_notes.invoice_code,
    credit_notes.credited_invoice_code,
    credit_notes.amount,
    invoices.amount as invoiced_amount,
    credited.credited_amount
from invoices as credit_notes
inner join credited on credit_notes.credited_invoice_code = credited.credited_invoice_code
left join invoices on credit_notes.credited_invoice_code = invoices.invoice_code
where
    invoices.invoice_code is null
    or invoices.credited_invoice_code is not null
    or invoices.status <> 'credited'
    or credit_notes.legal_budget_code <> invoices.legal_budget_code
    or credit_notes.legal_project_code <> invoices.legal_project_code
    or credit_notes.currency_code <> invoices.currency_code
    or credit_notes.invoice_date < invoices.invoice_date
    or invoices.amount + credited.credited_amount < 0
