-- One row per check and subject where the published plan does not agree with itself or its sources.
-- Never add up values: units differ by check, and one cause shows in several checks.
{% set numbers = ['stated_value', 'recomputed_value', 'difference'] %}
with findings as (
    select *
    from {{ ref('int_audit_checks') }}
    where is_finding
),

-- A finding takes the highest severity whose share of the stated figure it reaches.
severity_levels as (
    select
        'high' as severity,
        cast(0.10 as decimal(9, 6)) as from_share

    union all

    select
        'medium' as severity,
        cast(0.02 as decimal(9, 6)) as from_share

    union all

    select
        'low' as severity,
        cast(0 as decimal(9, 6)) as from_share
),

shares as (
    select
        *,
        {{ divide('difference', 'stated_value') }} as share_of_stated
    from findings
),

ranked_levels as (
    select
        shares.*,
        severity_levels.severity,
        row_number() over (
            partition by shares.check_code, shares.subject_code
            order by severity_levels.from_share desc
        ) as level_rank
    from shares
    inner join severity_levels
        on
            abs(shares.share_of_stated) >= severity_levels.from_share
            -- Where the plan states 0, the figure is missing.
            or shares.share_of_stated is null
),

number_texts as (
    select
        {% for number in numbers -%}
            {{ plain_number('floor(abs(' ~ number ~ '))') }} as {{ number }}_whole,
            substring(
                {{ plain_number('abs(' ~ number ~ ') - floor(abs(' ~ number ~ '))') }} from 2
            ) as {{ number }}_decimals,
        {% endfor -%}
        check_code,
        subject_code
    from findings
),

-- Numbers as people read them: 1,894,685 and 0.023.
readable_numbers as (
    select
        {% for number in numbers -%}
            case
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
            end || {{ number }}_decimals as {{ number }},
        {% endfor -%}
        check_code,
        subject_code
    from number_texts
)

select
    ranked_levels.check_code,
    ranked_levels.subject_code,
    ranked_levels.subject,
    ranked_levels.milestone_code,
    ranked_levels.severity,
    ranked_levels.stated_value,
    ranked_levels.recomputed_value,
    ranked_levels.difference,
    ranked_levels.share_of_stated,
    ranked_levels.unit,
    ranked_levels.subject || ': ' || ranked_levels.stated_phrase || ' '
    || case when ranked_levels.stated_value < 0 then '-' else '' end
    || readable_numbers.stated_value || ' ' || ranked_levels.unit || ', '
    || ranked_levels.recomputed_phrase || ' '
    || case when ranked_levels.recomputed_value < 0 then '-' else '' end
    || readable_numbers.recomputed_value || ', which is ' || readable_numbers.difference
    || case when ranked_levels.difference > 0 then ' more.' else ' less.' end as finding,
    ranked_levels.source_code
from ranked_levels
inner join readable_numbers
    on
        ranked_levels.check_code = readable_numbers.check_code
        and ranked_levels.subject_code = readable_numbers.subject_code
where ranked_levels.level_rank = 1
