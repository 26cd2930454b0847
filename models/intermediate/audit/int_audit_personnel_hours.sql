-- One row per check and subject of the staff tables: the hours that stated costs bill. Never add up
-- values: units differ by check, and a milestone repeats its lines.
with personnel_lines as (select * from {{ ref('stg_published_personnel_lines') }}),

standard_hours as (
    select value_number as hours_per_fte_month
    from {{ ref('stg_assumptions') }}
    where assumption_code = 'standard_hours_per_fte_month'
),

-- A line without a rate cannot be checked: it keeps its stated amount.
repriced_lines as (
    select
        personnel_lines.*,
        standard_hours.hours_per_fte_month,
        {{ divide(
            'personnel_lines.stated_amount',
            product([
                'personnel_lines.hourly_rate', 'personnel_lines.months', 'personnel_lines.fte',
            ])
        ) }} as billed_hours_per_fte_month,
        coalesce({{ product([
            'personnel_lines.hourly_rate', 'personnel_lines.months', 'personnel_lines.fte',
            'standard_hours.hours_per_fte_month',
        ]) }}, personnel_lines.stated_amount) as amount_at_standard_hours
    from personnel_lines
    cross join standard_hours
    where not personnel_lines.is_subtotal
),

repriced_milestones as (
    select
        milestone_code,
        sum(amount_at_standard_hours) as amount_at_standard_hours
    from repriced_lines
    group by milestone_code
)

select
    'personnel_hours' as check_code,
    published_personnel_line_code as subject_code,
    milestone_code || ' ' || role_title as subject,
    milestone_code,
    billed_hours_per_fte_month as stated_value,
    cast(hours_per_fte_month as decimal(18, 6)) as recomputed_value,
    false as is_rounded,
    'hours per FTE-month' as unit,
    'the stated cost bills' as stated_phrase,
    'a full-time month has' as recomputed_phrase,
    source_code
from repriced_lines
where hourly_rate is not null

union all

select
    'staff_at_standard_hours' as check_code,
    subtotals.published_personnel_line_code as subject_code,
    subtotals.milestone_code || ' staff' as subject,
    subtotals.milestone_code,
    cast(subtotals.stated_amount as decimal(18, 6)) as stated_value,
    cast(repriced_milestones.amount_at_standard_hours as decimal(18, 6)) as recomputed_value,
    false as is_rounded,
    subtotals.currency_code as unit,
    'the staff table states' as stated_phrase,
    'its lines at the hours of a full-time month cost' as recomputed_phrase,
    subtotals.source_code
from personnel_lines as subtotals
inner join repriced_milestones on subtotals.milestone_code = repriced_milestones.milestone_code
where subtotals.is_subtotal
