-- One row per check and subject: typed pay against the figures of the plan that it rests on. Never
-- add up values: checks look at the same salaries.
with published_locations as (select * from {{ ref('stg_published_database_locations') }}),

described_salaries as (
    select
        *,
        role_label || ', ' || place_label || ', ' || replace(employment_type, '_', '-')
        || coalesce(' (' || stated_source || ')', '') as subject,
        row_number() over (
            partition by role_label, place_label, employment_type
            order by {{ byte_order('published_database_salary_code') }}
        ) as statement_number,
        first_value(annual_mid) over (
            partition by role_label, place_label, employment_type
            order by {{ byte_order('published_database_salary_code') }}
        ) as first_annual_mid
    from {{ ref('stg_published_database_salaries') }}
),

-- A place without cost factors has only its employer burden.
loaded_salaries as (
    select
        described_salaries.*,
        case
            when described_salaries.employment_type = 'full_time'
                then {{ product([
                    'described_salaries.annual_mid', 'coalesce(cost_factors.salary_multiplier, 1)',
                    '1 + coalesce('
                    'cost_factors.employer_tax_rate, published_locations.employer_burden_rate'
                    ') + coalesce(cost_factors.benefits_rate, 0)',
                ]) }}
            else
                {{ product([
                    'described_salaries.monthly_mid', '12',
                    '1 + coalesce(cost_factors.platform_fee_rate, 0)',
                ]) }} + coalesce(cost_factors.insurance_amount, 0)
        end as recomputed_total
    from described_salaries
    inner join published_locations
        on described_salaries.place_label = published_locations.published_database_location_code
    left join {{ ref('stg_published_database_cost_factors') }} as cost_factors
        on
            described_salaries.place_label = cost_factors.published_database_location_code
            and described_salaries.employment_type = cost_factors.employment_type
),

-- Levels are those of developers: the first word of a level is the seniority of the role. A high is
-- held against the highest end that any table states.
leveled_salaries as (
    select
        described_salaries.published_database_salary_code,
        described_salaries.subject,
        described_salaries.annual_high,
        described_salaries.currency_code,
        described_salaries.source_code,
        max(pay_ranges.pay_high) as level_high
    from described_salaries
    inner join {{ ref('stg_published_database_roles') }} as published_roles
        on
            described_salaries.role_label = published_roles.published_database_role_code
            and published_roles.category = 'eng-backend'
    inner join published_locations
        on described_salaries.place_label = published_locations.published_database_location_code
    inner join {{ ref('stg_published_pay_ranges') }} as pay_ranges
        on
            published_locations.country_code = pay_ranges.country_code
            and pay_ranges.pay_table in ('level', 'overview')
            and pay_ranges.pay_basis = 'annual'
            and lower(pay_ranges.role_title) like published_roles.seniority || '%'
    where
        described_salaries.employment_type = 'full_time'
        and described_salaries.statement_number = 1
    group by
        described_salaries.published_database_salary_code,
        described_salaries.subject,
        described_salaries.annual_high,
        described_salaries.currency_code,
        described_salaries.source_code
)

select
    'monthly_salary' as check_code,
    published_database_salary_code as subject_code,
    subject,
    cast(null as {{ dbt.type_string() }}) as milestone_code,
    monthly_mid as stated_value,
    {{ divide('annual_mid', '12') }} as recomputed_value,
    currency_code || ' per month' as unit,
    12 as stake_factor,
    currency_code as stake_currency_code,
    source_code
from described_salaries
where employment_type = 'full_time'

union all

select
    case
        when employment_type = 'contractor' then 'loaded_contractor'
        else 'loaded_salary'
    end as check_code,
    published_database_salary_code as subject_code,
    subject,
    cast(null as {{ dbt.type_string() }}) as milestone_code,
    total_annual_mid as stated_value,
    recomputed_total as recomputed_value,
    currency_code || ' per year' as unit,
    1 as stake_factor,
    currency_code as stake_currency_code,
    source_code
from loaded_salaries

union all

select
    'salary_level_high' as check_code,
    published_database_salary_code as subject_code,
    subject,
    cast(null as {{ dbt.type_string() }}) as milestone_code,
    annual_high as stated_value,
    least(annual_high, level_high) as recomputed_value,
    currency_code || ' per year' as unit,
    1 as stake_factor,
    currency_code as stake_currency_code,
    source_code
from leveled_salaries

union all

select
    'salary_stated_twice' as check_code,
    published_database_salary_code as subject_code,
    subject,
    cast(null as {{ dbt.type_string() }}) as milestone_code,
    annual_mid as stated_value,
    first_annual_mid as recomputed_value,
    currency_code || ' per year' as unit,
    1 as stake_factor,
    currency_code as stake_currency_code,
    source_code
from described_salaries
where statement_number > 1
