-- One row per check and subject that the audit of the published plan looks at, also where nothing
-- is wrong. Never add up values: units differ by check.
{% set families = [
    'personnel_hours', 'subtotals', 'build_summaries', 'versions', 'unit_costs', 'carry_over',
    'salaries', 'statutory', 'hiring', 'targets', 'legal', 'dividends',
] %}
with checks as (
    {% for family in families -%}
        select
            check_code,
            subject_code,
            subject,
            milestone_code,
            stated_value,
            recomputed_value,
            is_rounded,
            unit,
            stated_phrase,
            recomputed_phrase,
            source_code
        from {{ ref('int_audit_' ~ family) }}
        {{ 'union all' if not loop.last }}
    {% endfor %}
),

-- Decimals that the plan writes of its figure.
stated_digits as (
    select
        *,
        case
            when {{ plain_number('stated_value') }} like '%.%'
                then length({{ plain_number('stated_value') }})
                    - position('.' in {{ plain_number('stated_value') }})
            else 0
        end as stated_decimals
    from checks
),

-- A rounded figure may be off by half its last digit.
tolerances as (
    select
        *,
        cast(case
            when is_rounded then '0.' || repeat('0', stated_decimals) || '5'
            else '0'
        end as decimal(18, 7)) as tolerance
    from stated_digits
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
    stated_phrase,
    recomputed_phrase,
    source_code
from tolerances
