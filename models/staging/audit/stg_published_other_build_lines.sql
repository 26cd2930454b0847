-- One row per line of the published build tables other than staff: never add subtotals to lines.
select
    trim(published_other_build_line_code) as published_other_build_line_code,
    trim(milestone_code) as milestone_code,
    line_number,
    trim(cost_table) as cost_table,
    trim(cost_category) as cost_category,
    trim(model_cost_category) as model_cost_category,
    trim(item) as item,
    amount_low,
    amount_high,
    monthly_amount,
    months,
    fee_rate,
    fee_fixed,
    quantity,
    trim(quantity_unit) as quantity_unit,
    trim(stated_text) as stated_text,
    trim(currency_code) as currency_code,
    is_subtotal,
    trim(source_code) as source_code
from {{ ref('raw_published_other_build_lines') }}
