-- One row per check and subject: employer cost and tax as typed in the database against the sourced
-- rates of the twin. Never add up values: they are rates and days.
with published_locations as (select * from {{ ref('stg_published_database_locations') }}),

locations as (select * from {{ ref('stg_locations') }}),

-- What holds on the first day of the plan.
cost_factors as (
    select periods.*
    from {{ ref('int_employment_cost_factor_periods') }} as periods
    where
        periods.valid_from <= cast('{{ var("project_start") }}' as date)
        and periods.effective_before > cast('{{ var("project_start") }}' as date)
        and periods.employment_type = 'full_time'
),

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
        loaded_lines.currency_code,
        max(case when loaded_lines.line_code = 'base' then loaded_lines.annual_amount end)
            as annual_pay,
        sum(case
            when factors.is_statutory and not loaded_lines.is_severance_accrual
                then loaded_lines.annual_amount
            else 0
        end) as annual_contributions
    from loaded_lines
    left join {{ ref('stg_employment_cost_factors') }} as factors
        on loaded_lines.line_code = factors.factor_code
    where loaded_lines.valid_from = loaded_lines.first_valid_from
    group by loaded_lines.salary_benchmark_code, loaded_lines.currency_code
),

-- Developers: the pay at which shares and days of pay are compared.
developers as (
    select
        benchmarks.location_code,
        benchmarks.role_code,
        published_roles.seniority,
        employer_burdens.*
    from {{ ref('stg_salary_benchmarks') }} as benchmarks
    inner join {{ ref('stg_published_database_roles') }} as published_roles
        on
            benchmarks.role_code = published_roles.published_database_role_code
            and published_roles.category = 'eng-backend'
    inner join employer_burdens
        on benchmarks.salary_benchmark_code = employer_burdens.salary_benchmark_code
    where
        benchmarks.employment_type = 'full_time'
        and benchmarks.pay_set = 'published'
),

severance_days as (
    select
        location_code,
        sum(case when factor_type = 'tfr' then {{ product(['value', '365']) }} else value end)
            as days_per_year
    from cost_factors
    where
        basis = 'days_of_salary_per_year'
        or factor_type = 'tfr'
    group by location_code
)

select
    'employer_burden' as check_code,
    developers.salary_benchmark_code as subject_code,
    'Employer burden, ' || developers.role_code || ', ' || published_locations.city as subject,
    cast(null as {{ dbt.type_string() }}) as milestone_code,
    published_locations.employer_burden_rate as stated_value,
    {{ divide('developers.annual_contributions', 'developers.annual_pay') }} as recomputed_value,
    'share of pay' as unit,
    developers.annual_pay as stake_factor,
    developers.currency_code as stake_currency_code,
    published_locations.source_code
from published_locations
inner join developers
    on published_locations.published_database_location_code = developers.location_code
where
    -- Unlike baskets are not compared: benefits stand apart, and no accrual inside contributions.
    exists (
        select 1
        from {{ ref('stg_published_database_cost_factors') }} as typed_factors
        where
            published_locations.published_database_location_code
            = typed_factors.published_database_location_code
            and typed_factors.employment_type = 'full_time'
    )
    and not exists (
        select 1
        from cost_factors
        where
            published_locations.published_database_location_code = cost_factors.location_code
            and cost_factors.factor_type = 'tfr'
    )

union all

select
    'severance_days' as check_code,
    published_cost_factors.published_database_cost_factor_code as subject_code,
    'Severance, ' || locations.name as subject,
    cast(null as {{ dbt.type_string() }}) as milestone_code,
    published_cost_factors.severance_days_per_year as stated_value,
    coalesce(severance_days.days_per_year, 0) as recomputed_value,
    'days of pay per year' as unit,
    {{ divide('developers.annual_pay', '365', 10) }} as stake_factor,
    developers.currency_code as stake_currency_code,
    published_cost_factors.source_code
from {{ ref('stg_published_database_cost_factors') }} as published_cost_factors
inner join locations
    on published_cost_factors.published_database_location_code = locations.location_code
left join severance_days on locations.location_code = severance_days.location_code
-- A place without a developer's pay keeps its row: the not-null test then stops the build.
left join developers
    on
        locations.location_code = developers.location_code
        and developers.seniority = 'mid'
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
    1 as stake_factor,
    cast(null as {{ dbt.type_string() }}) as stake_currency_code,
    published_locations.source_code
from published_locations
inner join locations
    on published_locations.published_database_location_code = locations.location_code
