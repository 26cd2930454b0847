-- One row per check and subject where the published plan does not agree with itself or its sources.
-- Never add up values: units differ by check, and one cause shows in several checks.
{% set numbers = ['stated_value', 'recomputed_value', 'difference'] %}
with constants as (select * from {{ ref('int_planning_constants') }}),

findings as (
    select
        *,
        {% for number in numbers -%}
            {{ plain_number('floor(abs(' ~ number ~ '))') }} as {{ number }}_whole,
            substring(
                {{ plain_number('abs(' ~ number ~ ') - floor(abs(' ~ number ~ '))') }} from 2
            ) as {{ number }}_decimals,
        {% endfor -%}
        {{ divide('difference', 'stated_value') }} as share_of_stated
    from {{ ref('int_audit_checks') }}
    where is_finding
),

-- Money and share have to be reached together; where the plan states 0 the figure is missing, and
-- money alone decides.
graded_findings as (
    select
        findings.*,
        case
            {% for level in ['high', 'medium'] -%}
                when
                    findings.amount_at_stake_eur >= constants.audit_{{ level }}_from_eur
                    and (
                        findings.share_of_stated is null
                        or abs(findings.share_of_stated)
                        >= constants.audit_{{ level }}_from_share
                    )
                    then '{{ level }}'
            {% endfor -%}
            else 'low'
        end as severity
    from findings
    cross join constants
),

-- Numbers as people read them: 1,894,685 and 0.023.
readable_findings as (
    select
        {% for number in numbers -%}
            case when {{ number }} < 0 then '-' else '' end
            || case
                when length({{ number }}_whole) > 6
                    then
                        left({{ number }}_whole, length({{ number }}_whole) - 6)
                        || ',' || left(right({{ number }}_whole, 6), 3)
                        || ',' || right({{ number }}_whole, 3)
                when length({{ number }}_whole) > 3
                    then
                        left({{ number }}_whole, length({{ number }}_whole) - 3)
                        || ',' || right({{ number }}_whole, 3)
                else {{ number }}_whole
            end || {{ number }}_decimals as {{ number }}_text,
        {% endfor -%}
        *
    from graded_findings
)

select
    findings.check_code,
    findings.subject_code,
    findings.subject,
    findings.milestone_code,
    findings.severity,
    findings.stated_value,
    findings.recomputed_value,
    findings.difference,
    findings.share_of_stated,
    findings.unit,
    findings.amount_at_stake_eur,
    findings.cause_code,
    findings.subject || ': ' || findings.stated_phrase || ' ' || findings.stated_value_text
    || ' ' || findings.unit || ', ' || findings.recomputed_phrase || ' '
    || findings.recomputed_value_text || ', which is ' || replace(findings.difference_text, '-', '')
    || case when findings.difference > 0 then ' more.' else ' less.' end as finding,
    findings.source_code
from readable_findings as findings
