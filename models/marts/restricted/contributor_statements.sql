-- One row per contributor and dividend period with contributions or a balance: what explains it, on
-- one line. Balances are stocks: never add them up over periods. points = weight x score; their
-- sum, rounded to six decimals, is the score of an ACU; the composite is a million times it, under
-- acu_weighted times the ACUs.
{% set factors = [
    'volume', 'quality', 'uniqueness', 'depth', 'domain', 'engagement', 'consistency',
] %}
with dividends as (select * from {{ ref('contributor_dividends') }}),

scenarios as (select * from {{ ref('stg_scenarios') }} where is_default),

contributors as (select * from {{ ref('stg_contributors') }}),

policies as (select * from {{ ref('stg_dividend_policies') }}),

pools as (select * from {{ ref('int_dividend_pools') }} where dividend_run_code = 'in_force'),

weights as (
    select
        {% for factor in factors -%}
            cast(
                coalesce(max(case when factor = '{{ factor }}' then weight end), 0)
                as decimal(9, 6)
            ) as {{ factor }}_weight,
        {% endfor -%}
        dividend_policy_code
    from {{ ref('stg_dividend_factors') }}
    group by dividend_policy_code
),

calculations as (
    select
        {{ dividend_calculation_code(
            'scenarios.scenario_code', 'pools.dividend_policy_code', 'pools.period_start'
        ) }} as dividend_calculation_code,
        pools.dividend_policy_code,
        policies.name as policy_name,
        policies.valid_from as policy_valid_from,
        policies.valid_to as policy_valid_to,
        policies.scoring_method,
        pools.period_start,
        pools.period_end,
        pools.dividend_pool_eur,
        pools.eligible_contributors,
        pools.total_composite,
        policies.min_acus,
        policies.min_quality,
        policies.volume_cap_acus,
        policies.min_payout_eur,
        {%- for factor in factors %}
            weights.{{ factor }}_weight,
        {%- endfor %}
        scenarios.scenario_code
    from pools
    cross join scenarios
    inner join policies on pools.dividend_policy_code = policies.dividend_policy_code
    left join weights on pools.dividend_policy_code = weights.dividend_policy_code
)

select
    dividends.contributor_code,
    calculations.period_start,
    calculations.period_end,
    dividends.dividend_calculation_code,
    calculations.dividend_policy_code,
    calculations.policy_name,
    calculations.policy_valid_from,
    calculations.policy_valid_to,
    calculations.scoring_method,
    dividends.acus,
    {%- for factor in factors %}
        dividends.{{ factor }}_score,
        calculations.{{ factor }}_weight,
        cast(
            calculations.{{ factor }}_weight * dividends.{{ factor }}_score as decimal(18, 12)
        ) as {{ factor }}_points,
    {%- endfor %}
    cast(round({{ weighted_points('dividends', 'calculations') }}, 6) as decimal(9, 6))
        as acu_score,
    dividends.composite_score,
    calculations.total_composite,
    calculations.eligible_contributors,
    dividends.contribution_share,
    calculations.dividend_pool_eur,
    dividends.opening_balance_eur,
    dividends.earned_eur,
    dividends.paid_eur,
    dividends.closing_balance_eur,
    dividends.eligibility_status,
    dividends.payment_status,
    calculations.min_acus,
    calculations.min_quality,
    calculations.volume_cap_acus,
    calculations.min_payout_eur,
    contributors.training_consent_from,
    contributors.training_consent_to,
    contributors.tax_form_from,
    contributors.payout_method_from,
    contributors.closed_on
from dividends
inner join calculations
    on dividends.dividend_calculation_code = calculations.dividend_calculation_code
inner join contributors on dividends.contributor_code = contributors.contributor_code
