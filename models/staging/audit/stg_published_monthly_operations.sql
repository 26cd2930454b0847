-- One row per line of the published monthly operations of a milestone: only items of one section
-- may be added.
select
    trim(published_monthly_operation_code) as published_monthly_operation_code,
    trim(milestone_code) as milestone_code,
    line_number,
    trim(section) as section,
    trim(line_kind) as line_kind,
    trim(item) as item,
    quantity,
    trim(quantity_unit) as quantity_unit,
    stated_amount,
    trim(currency_code) as currency_code,
    trim(source_code) as source_code
from {{ ref('raw_published_monthly_operations') }}
