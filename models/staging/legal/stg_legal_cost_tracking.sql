-- One row per invoice or credit note of counsel (synthetic sample).
select
    trim(invoice_code) as invoice_code,
    trim(legal_budget_code) as legal_budget_code,
    trim(legal_project_code) as legal_project_code,
    trim(credited_invoice_code) as credited_invoice_code,
    amount,
    trim(currency_code) as currency_code,
    invoice_date,
    hours_billed,
    trim(status) as status,
    trim(source_code) as source_code
from {{ ref('raw_legal_cost_tracking') }}
