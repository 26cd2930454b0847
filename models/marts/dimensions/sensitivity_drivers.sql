-- One row per driver.
select
    driver_code,
    name,
    multiplies,
    operation,
    neutral_value,
    low_value,
    high_value,
    ends_from,
    is_hand_picked,
    no_effect_reason,
    source_code
from {{ ref('stg_sensitivity_drivers') }}
