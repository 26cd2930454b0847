-- One row per check and subject that the audit of the published plan looks at, also where nothing
-- is wrong. Never add up values: units differ by check.
{% set families = [
    'personnel_hours', 'subtotals', 'build_summaries', 'versions', 'unit_costs', 'carry_over',
    'salaries', 'statutory', 'hiring', 'targets', 'legal', 'dividends',
] %}
{% set families_with_scales = ['subtotals', 'versions', 'unit_costs'] %}
with checks as (select * from {{ ref('stg_audit_checks') }}),

constants as (select * from {{ ref('int_planning_constants') }}),

fx_rates as (select * from {{ ref('int_plan_fx_rates') }}),

milestones as (
    select
        milestone_code,
        target_users,
        last_month - first_month + 1 as month_count
    from {{ ref('stg_milestones') }}
),

largest_targets as (
    select max(target_users) as target_users
    from milestones
),

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
            cast(stake_factor as decimal(18, 10)) as stake_factor,
            stake_currency_code,
            {{ 'user_scale' if family in families_with_scales else 'cast(null as integer)' }}
                as user_scale,
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
        checks.stake_basis,
        checks.stated_phrase,
        checks.recomputed_phrase,
        {{ plain_number('subjects.stated_value') }} as stated_text,
        {{ plain_number('floor(abs(subjects.stated_value))') }} as whole_text
    from subjects
    -- A code without a row keeps its subjects: the test of its key then stops the build.
    left join checks on subjects.check_code = checks.check_code
),

-- A rounded figure may be off by half the last digit that the plan writes of it, a figure in round
-- numbers by half its last digit that is not 0.
tolerances as (
    select
        *,
        cast(case
            when tolerance_kind = 'last_digit' and whole_text like '%0' and whole_text <> '0'
                then '5' || repeat('0', length(whole_text) - length(rtrim(whole_text, '0')) - 1)
            when tolerance_kind = 'last_digit' then '0.5'
            when tolerance_kind <> 'last_decimal' then '0'
            when stated_text not like '%.%' then '0.5'
            else
                '0.' || repeat('0', length(stated_text) - position('.' in stated_text)) || '5'
        end as decimal(18, 7)) as tolerance
    from described_subjects
),

-- How often what a difference is worth is paid. No amount of the plan rests on a scale above its
-- largest target.
stakes as (
    select
        tolerances.*,
        fx_rates.eur_per_unit,
        case
            when tolerances.stake_basis = 'none' then 0
            when tolerances.stake_basis = 'milestone_months' then milestones.month_count
            when tolerances.stake_basis = 'per_user'
                then milestones.month_count * milestones.target_users
            when
                tolerances.stake_basis = 'scale_month'
                and tolerances.user_scale > largest_targets.target_users
                then 0
            when tolerances.stake_basis = 'scale_month' then constants.audit_stake_months_at_scale
            else 1
        end as stake_count
    from tolerances
    cross join constants
    cross join largest_targets
    left join milestones on tolerances.milestone_code = milestones.milestone_code
    left join fx_rates on tolerances.stake_currency_code = fx_rates.currency_code
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
    cast(case
        when stake_count = 0 then 0
        else round({{ product([
            'abs(recomputed_value - stated_value)', 'stake_factor', 'stake_count', 'eur_per_unit',
        ]) }}, 2)
    end as decimal(18, 2)) as amount_at_stake_eur,
    cause_code,
    stated_phrase,
    recomputed_phrase,
    source_code
from stakes
