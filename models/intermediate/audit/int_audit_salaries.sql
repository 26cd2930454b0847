-- One row per check and subject: typed pay against the figures of the plan that it rests on. Never
-- add up values: checks look at the same salaries.
with salaries as (select * from {{ ref('stg_published_database_salaries') }}),

cost_factors as (select * from {{ ref('stg_published_database_cost_factors') }}),

published_locations as (select * from {{ ref('stg_published_database_locations') }}),

published_roles as (select * from {{ ref('stg_published_database_roles') }}),

level_ranges as (
    select
        *,
        {{ divide('pay_low + pay_high', '2') }} as midpoint
    from {{ ref('stg_published_pay_ranges') }}
    where pay_table = 'level'
),

standard_hours as (
    select value_number as hours_per_fte_month
    from {{ ref('stg_assumptions') }}
    where assumption_code = 'standard_hours_per_fte_month'
),

described_salaries as (
    select
        salaries.*,
        salaries.role_label || ', ' || salaries.place_label || ', '
        || replace(salaries.employment_type, '_', '-')
        || coalesce(' (' || salaries.stated_source || ')', '') as subject
    from salaries
),

-- A place without cost factors has only its employer burden.
loaded_salaries as (
    select
        described_salaries.*,
        cast(case
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
        end as decimal(18, 6)) as recomputed_total
    from described_salaries
    inner join published_locations
        on described_salaries.place_label = published_locations.published_database_location_code
    left join cost_factors
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
    inner join published_roles
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
),

numbered_salaries as (
    select
        *,
        row_number() over (
            partition by role_label, place_label, employment_type
            order by {{ byte_order('published_database_salary_code') }}
        ) as statement_number
    from described_salaries
)

select
    'monthly_salary' as check_code,
    published_database_salary_code as subject_code,
    subject,
    cast(null as {{ dbt.type_string() }}) as milestone_code,
    cast(monthly_mid as decimal(18, 6)) as stated_value,
    {{ divide('annual_mid', '12') }} as recomputed_value,
    true as is_rounded,
    currency_code || ' per month' as unit,
    'the database states' as stated_phrase,
    'a twelfth of the stated year is' as recomputed_phrase,
    source_code
from described_salaries
where employment_type = 'full_time'

union all

select
    'contractor_month' as check_code,
    described_salaries.published_database_salary_code as subject_code,
    described_salaries.subject,
    cast(null as {{ dbt.type_string() }}) as milestone_code,
    cast(described_salaries.monthly_mid as decimal(18, 6)) as stated_value,
    cast(
        {{ product(['described_salaries.hourly_mid', 'standard_hours.hours_per_fte_month']) }}
        as decimal(18, 6)
    ) as recomputed_value,
    false as is_rounded,
    described_salaries.currency_code || ' per month' as unit,
    'the database states' as stated_phrase,
    'the stated rate times the hours of a full-time month is' as recomputed_phrase,
    described_salaries.source_code
from described_salaries
cross join standard_hours
where described_salaries.employment_type = 'contractor'

union all

select
    'loaded_salary' as check_code,
    published_database_salary_code as subject_code,
    subject,
    cast(null as {{ dbt.type_string() }}) as milestone_code,
    cast(total_annual_mid as decimal(18, 6)) as stated_value,
    recomputed_total as recomputed_value,
    false as is_rounded,
    currency_code || ' per year' as unit,
    'the database states a loaded' as stated_phrase,
    'its own cost factors make' as recomputed_phrase,
    source_code
from loaded_salaries

union all

{% for estimate in ['low', 'mid', 'high'] %}
    select
        'salary_level_{{ estimate }}' as check_code,
        published_database_salary_code as subject_code,
        subject,
        cast(null as {{ dbt.type_string() }}) as milestone_code,
        cast(annual_{{ estimate }} as decimal(18, 6)) as stated_value,
        cast(level_{{ estimate }} as decimal(18, 6)) as recomputed_value,
        false as is_rounded,
        currency_code || ' per year' as unit,
        'the database states a {{ estimate }} of' as stated_phrase,
        'the {{ "midpoint" if estimate == "mid" else estimate ~ " end" }} of the level is'
            as recomputed_phrase,
        source_code
    from leveled_salaries

    union all
{% endfor %}

select
    'salary_stated_twice' as check_code,
    repeated.published_database_salary_code as subject_code,
    repeated.subject,
    cast(null as {{ dbt.type_string() }}) as milestone_code,
    cast(repeated.annual_mid as decimal(18, 6)) as stated_value,
    cast(first_statements.annual_mid as decimal(18, 6)) as recomputed_value,
    false as is_rounded,
    repeated.currency_code || ' per year' as unit,
    'a second row states' as stated_phrase,
    'the first row of the same role and place states' as recomputed_phrase,
    repeated.source_code
from numbered_salaries as repeated
inner join numbered_salaries as first_statements
    on
        repeated.role_label = first_statements.role_label
        and repeated.place_label = first_statements.place_label
        and repeated.employment_type = first_statements.employment_type
        and first_statements.statement_number = 1
where repeated.statement_number > 1

union all

select
    'level_hours' as check_code,
    annual_ranges.published_pay_range_code as subject_code,
    annual_ranges.place || ', ' || annual_ranges.role_title as subject,
    cast(null as {{ dbt.type_string() }}) as milestone_code,
    {{ divide('annual_ranges.midpoint', 'hourly_ranges.midpoint') }} as stated_value,
    cast(
        {{ product(['standard_hours.hours_per_fte_month', '12']) }} as decimal(18, 6)
    ) as recomputed_value,
    false as is_rounded,
    'hours per year' as unit,
    'the midpoints of annual and hourly pay imply' as stated_phrase,
    'twelve full-time months have' as recomputed_phrase,
    annual_ranges.source_code
from level_ranges as annual_ranges
inner join level_ranges as hourly_ranges
    on
        annual_ranges.place = hourly_ranges.place
        and annual_ranges.role_title = hourly_ranges.role_title
        and hourly_ranges.pay_basis = 'hourly'
cross join standard_hours
where annual_ranges.pay_basis = 'annual'
