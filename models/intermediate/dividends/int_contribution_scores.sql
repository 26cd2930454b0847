-- One row per dividend run, period, contributor with contributions and scoring factor: the score,
-- six decimals. volume = least(ACUs, cap) / cap; the other scores are means weighted by ACUs.
{% set factors = ['quality', 'uniqueness', 'depth', 'domain', 'engagement', 'consistency'] %}
with runs as (select * from {{ ref('int_dividend_runs') }}),

policies as (select * from {{ ref('stg_dividend_policies') }}),

contributions as (select * from {{ ref('stg_contributions') }}),

period_sums as (
    select
        runs.dividend_run_code,
        runs.period_start,
        policies.volume_cap_acus,
        contributions.contributor_code,
        {% for factor in factors -%}
            cast(
                sum({{ product(['contributions.acus', 'contributions.' ~ factor ~ '_score']) }})
                as decimal(28, 10)
            ) as weighted_{{ factor }},
        {% endfor -%}
        cast(sum(contributions.acus) as bigint) as acus
    from runs
    inner join policies on runs.dividend_policy_code = policies.dividend_policy_code
    inner join contributions
        on contributions.month_index between runs.first_month and runs.last_month
    group by
        runs.dividend_run_code,
        runs.period_start,
        policies.volume_cap_acus,
        contributions.contributor_code
),

scores as (
    {% for factor in factors -%}
        select
            dividend_run_code,
            period_start,
            contributor_code,
            acus,
            '{{ factor }}' as factor,
            {{ divide('weighted_' ~ factor, 'acus', 6, 9) }} as score
        from period_sums

        union all

    {% endfor -%}
    select
        dividend_run_code,
        period_start,
        contributor_code,
        acus,
        'volume' as factor,
        {{ divide('least(acus, volume_cap_acus)', 'volume_cap_acus', 6, 9) }} as score
    from period_sums
)

select
    dividend_run_code,
    period_start,
    contributor_code,
    acus,
    factor,
    coalesce(score, cast(0 as decimal(9, 6))) as score
from scores
