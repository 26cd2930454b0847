-- One row per check and subject of the staff tables: the hours that stated costs bill. Never add up
-- values: units differ by check, and a milestone repeats its lines.
with constants as (select * from {{ ref('int_planning_constants') }}),

-- A line without a rate cannot be checked: it keeps its stated amount.
repriced_lines as (
    select
        lines.*,
        constants.billable_hours_per_month,
        case when not lines.is_subtotal then coalesce(least({{ product([
            'lines.hourly_rate', 'lines.months', 'lines.fte',
            'constants.billable_hours_per_month',
        ]) }}, lines.stated_amount), lines.stated_amount) end as amount_at_standard_hours
    from {{ ref('stg_published_personnel_lines') }} as lines
    cross join constants
),

milestone_lines as (
    select
        *,
        {{ divide('stated_amount', product(['hourly_rate', 'months', 'fte'])) }} as billed_hours,
        sum(amount_at_standard_hours) over (partition by milestone_code)
            as staff_at_standard_hours
    from repriced_lines
)

select
    'personnel_hours' as check_code,
    published_personnel_line_code as subject_code,
    milestone_code || ' ' || role_title as subject,
    milestone_code,
    billed_hours as stated_value,
    least(billed_hours, billable_hours_per_month) as recomputed_value,
    'hours per FTE-month' as unit,
    {{ product(['hourly_rate', 'months', 'fte']) }} as stake_factor,
    currency_code as stake_currency_code,
    source_code
from milestone_lines
where
    hourly_rate is not null
    and not is_subtotal

union all

select
    'staff_at_standard_hours' as check_code,
    published_personnel_line_code as subject_code,
    milestone_code || ' staff' as subject,
    milestone_code,
    stated_amount as stated_value,
    staff_at_standard_hours as recomputed_value,
    currency_code as unit,
    1 as stake_factor,
    currency_code as stake_currency_code,
    source_code
from milestone_lines
where is_subtotal
