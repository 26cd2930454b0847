-- A loaded cost is one currency: pay, cost factors and reliefs of a place use the place's.
with amounts as (
    select
        salary_benchmark_code as input_code,
        location_code,
        currency_code
    from {{ ref('stg_salary_benchmarks') }}

    union all

    select
        factor_code as input_code,
        location_code,
        currency_code
    from {{ ref('stg_employment_cost_factors') }}

    union all

    select
        incentive_code as input_code,
        location_code,
        currency_code
    from {{ ref('stg_location_tax_incentives') }}
)

select
    amounts.input_code,
    amounts.currency_code,
    locations.currency_code as expected_currency_code
from amounts
inner join {{ ref('stg_locations') }} as locations
    on amounts.location_code = locations.location_code
where amounts.currency_code <> locations.currency_code
