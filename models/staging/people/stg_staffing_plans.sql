-- One row per staffing plan.
select
    trim(staffing_plan_code) as staffing_plan_code,
    trim(name) as name,
    trim(employment_type) as employment_type,
    trim(pay_set) as pay_set,
    trim(positions_from_plan_code) as positions_from_plan_code,
    trim(source_code) as source_code
from {{ ref('raw_staffing_plans') }}
