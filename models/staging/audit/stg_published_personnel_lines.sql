-- One row per staff line of the published contractor plan: never add subtotals to lines.
select
    trim(published_personnel_line_code) as published_personnel_line_code,
    trim(milestone_code) as milestone_code,
    line_number,
    trim(role_title) as role_title,
    hourly_rate,
    months,
    fte,
    stated_amount,
    trim(currency_code) as currency_code,
    is_subtotal,
    trim(source_code) as source_code
from {{ ref('raw_published_personnel_lines') }}
