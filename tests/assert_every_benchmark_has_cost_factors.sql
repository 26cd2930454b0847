-- A place without a contribution that its country's law asks of an employer would be priced too
-- low: every benchmark of employees has every statutory factor type of its country from the first
-- month on. A contribution that does not exist is a row of 0. A contractor pays his own, but has a
-- row for it.
with places as (
    select distinct
        benchmarks.location_code,
        locations.name,
        locations.country_code,
        benchmarks.employment_type
    from {{ ref('stg_salary_benchmarks') }} as benchmarks
    inner join {{ ref('stg_locations') }} as locations
        on benchmarks.location_code = locations.location_code
),

factors as (
    select
        location_code,
        employment_type,
        factor_type,
        min(valid_from) as first_valid_from
    from {{ ref('stg_employment_cost_factors') }}
    group by location_code, employment_type, factor_type
),

first_months as (select month_start from {{ ref('int_months') }} where month_index = 1),

asked as (
    select
        places.*,
        statutory_types.factor_type
    from places
    left join {{ ref('stg_statutory_factor_types') }} as statutory_types
        on places.country_code = statutory_types.country_code
    where places.employment_type = 'full_time'
)

select
    asked.location_code,
    asked.name as place,
    asked.employment_type,
    coalesce(asked.factor_type, 'any: its country has no statutory factor type') as missing,
    factors.first_valid_from
from asked
cross join first_months
left join factors
    on
        asked.location_code = factors.location_code
        and asked.employment_type = factors.employment_type
        and asked.factor_type = factors.factor_type
where factors.first_valid_from is null or factors.first_valid_from > first_months.month_start

union all

select
    places.location_code,
    places.name as place,
    places.employment_type,
    'any' as missing,
    cast(null as date) as first_valid_from
from places
left join factors
    on
        places.location_code = factors.location_code
        and places.employment_type = factors.employment_type
where factors.location_code is null
