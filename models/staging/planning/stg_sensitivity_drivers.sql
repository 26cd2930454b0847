-- One row per driver that scenarios and sensitivity runs move.
select
    trim(driver_code) as driver_code,
    trim(name) as name,
    trim(multiplies) as multiplies,
    trim(operation) as operation,
    neutral_value,
    low_value,
    high_value,
    trim(ends_from) as ends_from,
    is_hand_picked,
    trim(no_effect_reason) as no_effect_reason,
    trim(source_code) as source_code
from {{ ref('raw_sensitivity_drivers') }}
