-- One row per driver that scenarios and sensitivity runs multiply.
select
    trim(driver_code) as driver_code,
    trim(name) as name,
    trim(multiplies) as multiplies,
    low_multiplier,
    high_multiplier,
    trim(source_code) as source_code
from {{ ref('raw_sensitivity_drivers') }}
