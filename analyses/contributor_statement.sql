-- The statement of one contributor as text, one line a row: every period, what it brought and why.
-- The environment variable CONTRIBUTOR says whose (a variable of dbt would parse all anew). In EUR.
{{ config(group='finance') }}
{% set factors = {
    'volume': 'how much you contributed', 'quality': 'quality', 'uniqueness': 'uniqueness',
    'depth': 'depth', 'domain': 'value of the subject', 'engagement': 'engagement',
    'consistency': 'consistency',
} %}
{% set eur = "cast(%s as " ~ dbt.type_string() ~ ") || ' EUR'" %}
{% set words = "cast(%s as " ~ dbt.type_string() ~ ")" %}
with statements as (
    select * from {{ ref('contributor_statements') }}
    where contributor_code = '{{ env_var("CONTRIBUTOR", "C0001") | replace("'", "''") }}'
),

texts as (
    select
        *,
        case
            when eligibility_status = 'eligible' and dividend_pool_eur <= 0
                then 'You would have a part of the pool, but there was nothing to share.'
            when eligibility_status = 'eligible'
                then
                    'Your part of the pool of ' || {{ eur % 'dividend_pool_eur' }} || ' is '
                    || {{ words % 'cast(100 * contribution_share as decimal(18, 4))' }}
                    || ' percent: ' || {{ words % 'composite_score' }} || ' of the '
                    || {{ words % 'total_composite' }} || ' points of '
                    || {{ words % 'eligible_contributors' }} || ' people. You earned '
                    || {{ eur % 'earned_eur' }} || '.'
            when eligibility_status = 'no_contributions'
                then 'You contributed nothing in this period, so you earned nothing in it.'
            when eligibility_status = 'consent_withdrawn'
                then
                    'Your consent to training ended on '
                    || {{ words % 'training_consent_to' }}
                    || ', before the period did: it does not count for you, and you earned nothing.'
            when eligibility_status = 'consent_too_late'
                then
                    'Your consent to training began on '
                    || {{ words % 'training_consent_from' }}
                    || ', after the period had begun: the first whole period after it counts.'
            when eligibility_status = 'too_few_acus'
                then
                    'You contributed fewer than the ' || {{ words % 'min_acus' }}
                    || ' units that a period asks for, so you earned nothing in it.'
            else
                'Your quality of ' || {{ words % 'quality_score' }}
                || ' is below the ' || {{ words % 'min_quality' }}
                || ' that a period asks for, so you earned nothing in it.'
        end as earned_text,
        case payment_status
            when 'paid'
                then 'We pay you ' || {{ eur % 'paid_eur' }} || ' in the month after the period.'
            when 'paid_on_leaving'
                then
                    'You closed your account on ' || {{ words % 'closed_on' }}
                    || ': we pay you all that is left, ' || {{ eur % 'paid_eur' }}
                    || ', although it is less than the minimum.'
            when 'below_minimum_payout'
                then
                    'We pay from ' || {{ eur % 'min_payout_eur' }}
                    || ' on: your balance stays yours and waits for the next period.'
            when 'no_tax_form'
                then
                    'We could not pay you: we had no tax form of yours when the period ended.'
                    || ' Your balance stays yours; send us one and we pay it after the next period.'
            when 'no_payout_method'
                then
                    'We could not pay you: we did not know how when the period ended. Your balance'
                    || ' stays yours; give us a payout method and it is paid after the next period.'
            when 'no_tax_form_and_payout_method'
                then
                    'We could not pay you: we had neither a tax form nor a payout method of yours'
                    || ' when the period ended. Your balance stays yours until we have both.'
            when 'less_than_one_cent'
                then 'Your part was less than one cent.'
            when 'no_pool'
                then 'Nothing is paid for this period.'
            else 'Nothing was left to pay.'
        end as paid_text
    from statements
),

lines as (
    select
        period_start,
        1 as line_number,
        {{ words % 'period_start' }} || ' to ' || {{ words % 'period_end' }} || ', rules "'
        || policy_name || '" in force from ' || {{ words % 'policy_valid_from' }}
        || coalesce(' to ' || {{ words % 'policy_valid_to' }}, '') as line
    from texts

    union all

    select
        period_start,
        2 as line_number,
        '  You contributed ' || {{ words % 'acus' }} || ' units (ACUs).' as line
    from texts
    where acus > 0

    {% for factor, name in factors.items() %}
        union all

        select
            period_start,
            {{ 2 + loop.index }} as line_number,
            '    {{ name }}: ' || {{ words % (factor ~ '_score') }} || ' x '
            || {{ words % (factor ~ '_weight') }} || ' = '
            || {{ words % ('cast(round(' ~ factor ~ '_points, 6) as decimal(9, 6))') }} as line
        from texts
        where acus > 0 and {{ factor }}_weight > 0
    {% endfor %}

    union all

    select
        period_start,
        10 as line_number,
        '    together ' || {{ words % 'acu_score' }} || case
            when scoring_method = 'acu_weighted'
                then ', for each of your ' || {{ words % 'acus' }} || ' units'
            else ', whatever the number of your units'
        end || ', in millionths: ' || {{ words % 'composite_score' }} || ' points' as line
    from texts
    where acus > 0

    union all

    select
        period_start,
        11 as line_number,
        '  ' || earned_text as line
    from texts

    union all

    select
        period_start,
        12 as line_number,
        '  Balance before ' || {{ words % 'opening_balance_eur' }} || ' + earned '
        || {{ words % 'earned_eur' }} || ' - paid ' || {{ words % 'paid_eur' }}
        || ' = balance now ' || {{ eur % 'closing_balance_eur' }} || '.' as line
    from texts

    union all

    select
        period_start,
        13 as line_number,
        '  ' || paid_text as line
    from texts
)

select line
from lines
order by period_start, line_number
