-- One row per check and subject: typed pay against the figures of the plan that it rests on. Never
-- add up values: checks look at the same salaries.
with published_locations as (select * from {{ ref('stg_published_database_locations') }}),

level_ranges as (
    select
        *,
        {{ divide('pay_low + pay_high', '2') }} as midpoint
    from {{ ref('stg_published_pay_ranges') }}
    where pay_table = 'level'
),

constants as (select * from {{ ref('int_planning_constants') }}),

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
                    'coalesce(cost_factors.salary_multiplier, 1)',
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

-- Levels are those of developers: the first word of a level is the seniority of the role.
leveled_salaries as (
    select
        described_salaries.*,
        level_ranges.pay_low as level_low,
        level_ranges.midpoint as level_mid,
        level_ranges.pay_high as level_high
    from described_salaries
    inner join {{ ref('stg_published_database_roles') }} as published_roles
        on
            described_salaries.role_label = published_roles.published_database_role_code
            and published_roles.category = 'eng-backend'
    inner join published_locations
        on described_salaries.place_label = published_locations.published_database_location_code
    inner join level_ranges
        on
            published_locations.country_code = level_ranges.country_code
            and level_ranges.pay_basis = 'annual'
            and lower(level_ranges.role_title) like published_roles.seniority || '%'
    where described_salaries.employment_type = 'full_time'
)

select
    'monthly_salary' as check_code,
    published_database_salary_code as subject_code,
    subject,
    cast(null as {{ dbt.type_string() }}) as milestone_code,
    monthly_mid as stated_value,
    {{ divide('annual_mid', '12') }} as recomputed_value,
    currency_code || ' per month' as unit,
    source_code
from described_salaries
where employment_type = 'full_time'

union all

select
    'contractor_month' as check_code,
    described_salaries.published_database_salary_code as subject_code,
    described_salaries.subject,
    cast(null as {{ dbt.type_string() }}) as milestone_code,
    described_salaries.monthly_mid as stated_value,
    {{ product([
        'described_salaries.hourly_mid', 'constants.standard_hours_per_fte_month',
    ]) }} as recomputed_value,
    described_salaries.currency_code || ' per month' as unit,
    described_salaries.source_code
from described_salaries
cross join constants
where described_salaries.employment_type = 'contractor'

union all

select
    'loaded_salary' as check_code,
    published_database_salary_code as subject_code,
    subject,
    cast(null as {{ dbt.type_string() }}) as milestone_code,
    total_annual_mid as stated_value,
    recomputed_total as recomputed_value,
    currency_code || ' per year' as unit,
    source_code
from loaded_salaries

union all

{% for estimate in ['low', 'mid', 'high'] %}
    select
        'salary_level_{{ estimate }}' as check_code,
        published_database_salary_code as subject_code,
        subject,
        cast(null as {{ dbt.type_string() }}) as milestone_code,
        annual_{{ estimate }} as stated_value,
        level_{{ estimate }} as recomputed_value,
        currency_code || ' per year' as unit,
        source_code
    from leveled_salaries

    union all
{% endfor %}

select
    'salary_stated_twice' as check_code,
    published_database_salary_code as subject_code,
    subject,
    cast(null as {{ dbt.type_string() }}) as milestone_code,
    annual_mid as stated_value,
    first_annual_mid as recomputed_value,
    currency_code || ' per year' as unit,
    source_code
from described_salaries
where statement_number > 1

union all

select
    'level_hours' as check_code,
    annual_ranges.published_pay_range_code as subject_code,
    annual_ranges.place || ', ' || annual_ranges.role_title as subject,
    cast(null as {{ dbt.type_string() }}) as milestone_code,
    {{ divide('annual_ranges.midpoint', 'hourly_ranges.midpoint') }} as stated_value,
    {{ product(['constants.standard_hours_per_fte_month', '12']) }} as recomputed_value,
    'hours per year' as unit,
    annual_ranges.source_code
from level_ranges as annual_ranges
inner join level_ranges as hourly_ranges
    on
        annual_ranges.place = hourly_ranges.place
        and annual_ranges.role_title = hourly_ranges.role_title
        and hourly_ranges.pay_basis = 'hourly'
cross join constants
where annual_ranges.pay_basis = 'annual'
