-- One row per person and engagement, pseudonymous (synthetic sample): amounts of persons.
select
    member_code,
    team_code,
    role_code,
    location_code,
    employment_type,
    fte,
    start_date,
    end_date,
    pay_basis,
    actual_pay,
    currency_code,
    source_code
from {{ ref('stg_team_members') }}
