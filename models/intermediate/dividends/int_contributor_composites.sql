-- One row per dividend run, period and contributor with contributions: scores, composite score and
-- eligibility. additive: composite = round(sum of weight x score x 1,000,000); acu_weighted: that
-- times the ACUs.
{% set factors = [
    'volume', 'quality', 'uniqueness', 'depth', 'domain', 'engagement', 'consistency',
] %}
with scores as (select * from {{ ref('int_contribution_scores') }}),

runs as (select * from {{ ref('int_dividend_runs') }}),

policies as (select * from {{ ref('stg_dividend_policies') }}),

weights as (select * from {{ ref('stg_dividend_factors') }}),

contributors as (select * from {{ ref('stg_contributors') }}),

weighted as (
    select
        scores.dividend_run_code,
        scores.period_start,
        scores.contributor_code,
        runs.dividend_policy_code,
        runs.period_end,
        scores.acus,
        {%- for factor in factors %}
            max(case when scores.factor = '{{ factor }}' then scores.score end)
                as {{ factor }}_score,
        {%- endfor %}
        cast(round(
            sum(cast(coalesce(weights.weight, 0) * scores.score as decimal(18, 12))) * 1000000, 0
        ) as bigint) as weighted_score
    from scores
    inner join runs
        on
            scores.dividend_run_code = runs.dividend_run_code
            and scores.period_start = runs.period_start
    left join weights
        on
            runs.dividend_policy_code = weights.dividend_policy_code
            and scores.factor = weights.factor
    group by
        scores.dividend_run_code,
        scores.period_start,
        scores.contributor_code,
        runs.dividend_policy_code,
        runs.period_end,
        scores.acus
)

select
    weighted.dividend_run_code,
    weighted.period_start,
    weighted.contributor_code,
    weighted.acus,
    {%- for factor in factors %}
        weighted.{{ factor }}_score,
    {%- endfor %}
    case policies.scoring_method
        when 'acu_weighted' then weighted.acus * weighted.weighted_score
        else weighted.weighted_score
    end as composite_score,
    weighted.acus >= policies.min_acus
    and weighted.quality_score >= policies.min_quality
    and contributors.training_consent_from <= weighted.period_start
    and (
        contributors.training_consent_to is null
        or contributors.training_consent_to >= weighted.period_end
    ) as is_eligible
from weighted
inner join policies on weighted.dividend_policy_code = policies.dividend_policy_code
inner join contributors on weighted.contributor_code = contributors.contributor_code
