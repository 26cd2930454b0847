-- One row per person and engagement, pseudonymous (synthetic sample): amounts of persons,
-- restricted.
select
    trim(member_code) as member_code,
    trim(team_code) as team_code,
    trim(role_code) as role_code,
    trim(location_code) as location_code,
    trim(employment_type) as employment_type,
    fte,
    start_date,
    end_date,
    trim(pay_basis) as pay_basis,
    actual_pay,
    trim(currency_code) as currency_code,
    trim(source_code) as source_code
from {{ ref('raw_team_members') }}
