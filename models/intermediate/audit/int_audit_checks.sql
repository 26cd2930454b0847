-- One row per check and subject that the audit of the published plan looks at, also where nothing
-- is wrong. Never add up values: units differ by check.
{% set families = [
    'personnel_hours', 'subtotals', 'build_summaries', 'versions', 'unit_costs', 'carry_over',
    'salaries', 'statutory', 'hiring', 'targets', 'legal', 'dividends',
] %}
with checks as (select * from {{ ref('stg_audit_checks') }}),

subjects as (
    {% for family in families -%}
        select
            check_code,
            subject_code,
            subject,
            milestone_code,
            cast(stated_value as decimal(18, 6)) as stated_value,
            cast(recomputed_value as decimal(18, 6)) as recomputed_value,
            unit,
            source_code
        from {{ ref('int_audit_' ~ family) }}
        {{ 'union all' if not loop.last }}
    {% endfor %}
),

described_subjects as (
    select
        subjects.*,
        checks.tolerance_kind,
        checks.cause_code,
        checks.stated_phrase,
        checks.recomputed_phrase,
        {{ plain_number('subjects.stated_value') }} as stated_text,
        {{ plain_number('floor(abs(subjects.stated_value))') }} as whole_text
    from subjects
    inner join checks on subjects.check_code = checks.check_code
),

-- A rounded figure may be off by half the last digit that the plan writes of it, a figure in round
-- numbers by half its last digit that is not 0.
tolerances as (
    select
        *,
        cast(case
            when tolerance_kind = 'last_digit' and length(whole_text) > length(rtrim(whole_text, '0'))
                then '5' || repeat('0', length(whole_text) - length(rtrim(whole_text, '0')) - 1)
            when tolerance_kind = 'last_digit' then '0.5'
            when tolerance_kind <> 'last_decimal' then '0'
            when stated_text not like '%.%' then '0.5'
            else
                '0.' || repeat('0', length(stated_text) - position('.' in stated_text)) || '5'
        end as decimal(18, 7)) as tolerance
    from described_subjects
)

select
    check_code,
    subject_code,
    subject,
    milestone_code,
    stated_value,
    recomputed_value,
    cast(recomputed_value - stated_value as decimal(18, 6)) as difference,
    tolerance,
    abs(recomputed_value - stated_value) > tolerance as is_finding,
    unit,
    cause_code,
    stated_phrase,
    recomputed_phrase,
    source_code
from tolerances
