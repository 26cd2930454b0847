-- One row per invoice or credit note of counsel that is not void, in EUR at the latest rate on or
-- before its date. A credit note is negative.
with invoices as (select * from {{ ref('stg_legal_cost_tracking') }} where status <> 'void'),

fx_rates as (select * from {{ ref('int_fx_rate_periods') }})

select
    invoices.invoice_code,
    invoices.legal_budget_code,
    invoices.legal_project_code,
    invoices.credited_invoice_code,
    invoices.invoice_date,
    invoices.hours_billed,
    invoices.status,
    cast(round({{ product(['invoices.amount', 'fx_rates.eur_per_unit']) }}, 2) as decimal(18, 2))
        as invoiced_eur
from invoices
left join fx_rates
    on
        invoices.currency_code = fx_rates.currency_code
        and invoices.invoice_date >= fx_rates.rate_date
        and invoices.invoice_date < fx_rates.effective_before
