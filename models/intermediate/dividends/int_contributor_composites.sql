-- One row per dividend run, period and contributor with contributions: scores, composite score and
-- eligibility. volume = least(ACUs, cap) / cap; the other scores are means weighted by ACUs.
-- additive: composite = round(sum of weight x score x 1,000,000); acu_weighted: that times the
-- ACUs.
--
-- Scores and weights are counted in millionths, so that bigints are enough: the gate lets in at
-- most 20,000 ACUs a month and a policy at most 12 months a period, so ACUs of a period <= 240,000,
-- a sum of ACUs x score and a composite <= 2.4 x 10^11, and the composites of 38 million
-- contributors who all reach that stay below 9.2 x 10^18. Weights add up to 1: weight x score
-- <= 10^12.
{% set means = ['quality', 'uniqueness', 'depth', 'domain', 'engagement', 'consistency'] %}
{% set factors = ['volume'] + means %}
{% set products = [] %}
{% for factor in factors %}
    {%- do products.append('weights.' ~ factor ~ '_weight * scored.' ~ factor ~ '_score') -%}
{% endfor %}
{% set millionth = "cast('0.000001' as decimal(7, 6))" %}
with policies as (select * from {{ ref('stg_dividend_policies') }}),

contributors as (select * from {{ ref('stg_contributors') }}),

merged_accounts as (
    select
        contributor_code,
        merged_into_code
    from contributors
    where merged_into_code is not null
),

-- Accounts that were merged are one person from the first contribution on.
contributions as (
    select
        contributions.*,
        coalesce(merged_accounts.merged_into_code, contributions.contributor_code) as person_code
    from {{ ref('stg_contributions') }} as contributions
    left join merged_accounts
        on contributions.contributor_code = merged_accounts.contributor_code
),

weights as (
    select
        {% for factor in factors -%}
            cast(
                coalesce(max(case when factor = '{{ factor }}' then weight end), 0) * 1000000
                as bigint
            ) as {{ factor }}_weight,
        {% endfor -%}
        dividend_policy_code
    from {{ ref('stg_dividend_factors') }}
    group by dividend_policy_code
),

-- Numbered, because a number is a shorter key of millions of groups than a code and a date.
periods as (
    select
        runs.*,
        policies.scoring_method,
        policies.min_acus,
        cast(policies.min_quality * 1000000 as bigint) as min_quality,
        policies.volume_cap_acus,
        cast(row_number() over (order by runs.dividend_run_code, runs.period_start) as integer)
            as run_period_number
    from {{ ref('int_dividend_runs') }} as runs
    inner join policies on runs.dividend_policy_code = policies.dividend_policy_code
    where runs.is_whole_period
),

period_months as (
    select
        periods.run_period_number,
        months.month_index
    from periods
    inner join {{ ref('int_calendar_months') }} as months
        on months.month_index between periods.first_month and periods.last_month
),

period_sums as (
    select
        period_months.run_period_number,
        contributions.person_code as contributor_code,
        {% for factor in means -%}
            cast(
                sum(
                    cast(contributions.acus as bigint)
                    * cast(contributions.{{ factor }}_score * 1000000 as integer)
                ) as bigint
            ) as weighted_{{ factor }},
        {% endfor -%}
        cast(sum(contributions.acus) as bigint) as acus
    from contributions
    inner join period_months on contributions.month_index = period_months.month_index
    group by period_months.run_period_number, contributions.person_code
),

scores as (
    select
        run_period_number,
        contributor_code,
        {% for factor in means -%}
            coalesce(
                {{ integer_quotient(
                    '(2 * weighted_' ~ factor ~ ' + acus)', 'nullif(2 * acus, 0)'
                ) }}, 0
            ) as {{ factor }}_score,
        {% endfor -%}
        acus
    from period_sums
),

scored as (
    select
        scores.*,
        {{ integer_quotient(
            '(2000000 * least(scores.acus, periods.volume_cap_acus) + periods.volume_cap_acus)',
            '(2 * periods.volume_cap_acus)'
        ) }} as volume_score,
        periods.dividend_run_code,
        periods.dividend_policy_code,
        periods.scoring_method,
        periods.period_start,
        periods.period_end,
        scores.acus >= periods.min_acus and scores.quality_score >= periods.min_quality
            as is_qualified
    from scores
    inner join periods on scores.run_period_number = periods.run_period_number
),

weighted as (
    select
        scored.*,
        coalesce(
            {{ integer_quotient(
                '(2 * (' ~ products | join(' + ') ~ ') + 1000000)', '2000000'
            ) }}, 0
        ) as weighted_score
    from scored
    left join weights on scored.dividend_policy_code = weights.dividend_policy_code
)

select
    weighted.dividend_run_code,
    weighted.period_start,
    weighted.contributor_code,
    weighted.acus,
    {%- for factor in factors %}
        cast(cast(weighted.{{ factor }}_score as decimal(9, 0)) * {{ millionth }} as decimal(9, 6))
            as {{ factor }}_score,
    {%- endfor %}
    cast(
        case weighted.scoring_method
            when 'acu_weighted' then weighted.acus * weighted.weighted_score
            else weighted.weighted_score
        end as bigint
    ) as composite_score,
    weighted.is_qualified
    and contributors.training_consent_from <= weighted.period_start
    and (
        contributors.training_consent_to is null
        or contributors.training_consent_to >= weighted.period_end
    ) as is_eligible
from weighted
inner join contributors on weighted.contributor_code = contributors.contributor_code
