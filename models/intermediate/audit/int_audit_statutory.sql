-- One row per check and subject: employer cost and tax as typed in the database against the sourced
-- rates of the twin. Never add up values: they are rates and days.
with published_locations as (select * from {{ ref('stg_published_database_locations') }}),

locations as (select * from {{ ref('stg_locations') }}),

cost_factors as (select * from {{ ref('stg_employment_cost_factors') }}),

loaded_lines as (
    select
        *,
        min(valid_from) over (partition by salary_benchmark_code) as first_valid_from
    from {{ ref('int_loaded_labor_lines') }}
    where
        pay_multiplier = 1
        and estimate = 'mid'
),

-- What the law asks for: without what the employer offers and without severance.
employer_burdens as (
    select
        loaded_lines.salary_benchmark_code,
        max(case when loaded_lines.line_code = 'base' then loaded_lines.annual_amount end)
            as annual_pay,
        sum(case
            when cost_factors.is_statutory and not loaded_lines.is_severance_accrual
                then loaded_lines.annual_amount
            else 0
        end) as annual_contributions
    from loaded_lines
    left join cost_factors on loaded_lines.line_code = cost_factors.factor_code
    where loaded_lines.valid_from = loaded_lines.first_valid_from
    group by loaded_lines.salary_benchmark_code
),

severance_days as (
    select
        location_code,
        sum(value) as days_per_year
    from cost_factors
    where
        basis = 'days_of_salary_per_year'
        and employment_type = 'full_time'
        and valid_to is null
    group by location_code
)

select
    'employer_burden' as check_code,
    benchmarks.salary_benchmark_code as subject_code,
    'Employer burden, ' || benchmarks.role_code || ', ' || published_locations.city as subject,
    cast(null as {{ dbt.type_string() }}) as milestone_code,
    published_locations.employer_burden_rate as stated_value,
    {{ divide('employer_burdens.annual_contributions', 'employer_burdens.annual_pay') }}
        as recomputed_value,
    'share of pay' as unit,
    published_locations.source_code
from published_locations
inner join {{ ref('stg_salary_benchmarks') }} as benchmarks
    on published_locations.published_database_location_code = benchmarks.location_code
inner join {{ ref('stg_published_database_roles') }} as published_roles
    on benchmarks.role_code = published_roles.published_database_role_code
inner join employer_burdens
    on benchmarks.salary_benchmark_code = employer_burdens.salary_benchmark_code
where
    benchmarks.employment_type = 'full_time'
    and benchmarks.pay_set = 'published'
    and published_roles.category = 'eng-backend'

union all

select
    'severance_days' as check_code,
    published_cost_factors.published_database_cost_factor_code as subject_code,
    'Severance, ' || locations.name as subject,
    cast(null as {{ dbt.type_string() }}) as milestone_code,
    published_cost_factors.severance_days_per_year as stated_value,
    coalesce(severance_days.days_per_year, 0) as recomputed_value,
    'days of pay per year' as unit,
    published_cost_factors.source_code
from {{ ref('stg_published_database_cost_factors') }} as published_cost_factors
inner join locations
    on published_cost_factors.published_database_location_code = locations.location_code
left join severance_days on locations.location_code = severance_days.location_code
where published_cost_factors.severance_days_per_year is not null

union all

select
    'corporate_tax' as check_code,
    published_locations.published_database_location_code as subject_code,
    'Corporate tax, ' || locations.name as subject,
    cast(null as {{ dbt.type_string() }}) as milestone_code,
    published_locations.corporate_tax_rate as stated_value,
    locations.corporate_tax_rate as recomputed_value,
    'share of profit' as unit,
    published_locations.source_code
from published_locations
inner join locations
    on published_locations.published_database_location_code = locations.location_code
