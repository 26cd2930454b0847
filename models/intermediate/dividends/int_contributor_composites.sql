-- One row per dividend run, period and contributor with contributions: scores, composite score and
-- eligibility. volume = least(ACUs, cap) / cap; the other scores are means weighted by ACUs.
-- additive: composite = round(sum of weight x score x 1,000,000); acu_weighted: that times the
-- ACUs.
{% set means = ['quality', 'uniqueness', 'depth', 'domain', 'engagement', 'consistency'] %}
{% set factors = ['volume'] + means %}
{% set zero = 'cast(0 as decimal(9, 6))' %}
with runs as (select * from {{ ref('int_dividend_runs') }} where is_whole_period),

policies as (select * from {{ ref('stg_dividend_policies') }}),

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
            max(case when factor = '{{ factor }}' then weight end) as {{ factor }}_weight,
        {% endfor -%}
        dividend_policy_code
    from {{ ref('stg_dividend_factors') }}
    group by dividend_policy_code
),

period_sums as (
    select
        runs.dividend_run_code,
        runs.dividend_policy_code,
        runs.period_start,
        runs.period_end,
        contributions.person_code as contributor_code,
        {% for factor in means -%}
            cast(
                sum({{ product(['contributions.acus', 'contributions.' ~ factor ~ '_score']) }})
                as decimal(28, 10)
            ) as weighted_{{ factor }},
        {% endfor -%}
        cast(sum(contributions.acus) as bigint) as acus
    from runs
    inner join contributions
        on contributions.month_index between runs.first_month and runs.last_month
    group by
        runs.dividend_run_code,
        runs.dividend_policy_code,
        runs.period_start,
        runs.period_end,
        contributions.person_code
),

scores as (
    select
        period_sums.*,
        policies.scoring_method,
        policies.min_acus,
        policies.min_quality,
        {% for factor in means -%}
            coalesce({{ divide('weighted_' ~ factor, 'acus', 6, 9) }}, {{ zero }})
                as {{ factor }}_score,
        {% endfor -%}
        coalesce({{ divide('least(acus, volume_cap_acus)', 'volume_cap_acus', 6, 9) }}, {{ zero }})
            as volume_score
    from period_sums
    inner join policies on period_sums.dividend_policy_code = policies.dividend_policy_code
),

weighted as (
    select
        scores.*,
        cast(round(
            1000000 * (
                {%- for factor in factors %}
                    {{ '+ ' if not loop.first -}}
                    cast(
                        coalesce(weights.{{ factor }}_weight, 0) * scores.{{ factor }}_score
                        as decimal(18, 12)
                    )
                {%- endfor %}
            ), 0
        ) as bigint) as weighted_score
    from scores
    left join weights on scores.dividend_policy_code = weights.dividend_policy_code
)

select
    weighted.dividend_run_code,
    weighted.period_start,
    weighted.contributor_code,
    weighted.acus,
    {%- for factor in factors %}
        weighted.{{ factor }}_score,
    {%- endfor %}
    case weighted.scoring_method
        when 'acu_weighted' then weighted.acus * weighted.weighted_score
        else weighted.weighted_score
    end as composite_score,
    weighted.acus >= weighted.min_acus
    and weighted.quality_score >= weighted.min_quality
    and contributors.training_consent_from <= weighted.period_start
    and (
        contributors.training_consent_to is null
        or contributors.training_consent_to >= weighted.period_end
    ) as is_eligible
from weighted
inner join contributors on weighted.contributor_code = contributors.contributor_code
