-- One row per dividend calculation and contributor with contributions or a balance. Balances are
-- stocks: never add them up over periods. Why nothing was earned, and why nothing was paid, are a
-- status each; the first reason in the order below is told.
{% set factors = [
    'volume', 'quality', 'uniqueness', 'depth', 'domain', 'engagement', 'consistency',
] %}
with scenarios as (select * from {{ ref('stg_scenarios') }} where is_default),

contributors as (select * from {{ ref('stg_contributors') }}),

policies as (select * from {{ ref('stg_dividend_policies') }}),

balances as (
    select * from {{ ref('int_contributor_balances') }} where dividend_run_code = 'in_force'
),

pools as (select * from {{ ref('int_dividend_pools') }} where dividend_run_code = 'in_force'),

composites as (
    select * from {{ ref('int_contributor_composites') }} where dividend_run_code = 'in_force'
),

entries as (
    select
        {{ dividend_calculation_code(
            'scenarios.scenario_code', 'pools.dividend_policy_code', 'pools.period_start'
        ) }} as dividend_calculation_code,
        balances.contributor_code,
        coalesce(composites.acus, 0) as acus,
        {%- for factor in factors %}
            composites.{{ factor }}_score,
        {%- endfor %}
        composites.composite_score,
        coalesce(composites.is_eligible, false) as is_eligible,
        case
            when composites.is_eligible then 'eligible'
            when composites.contributor_code is null then 'no_contributions'
            when contributors.training_consent_to < pools.period_end then 'consent_withdrawn'
            when contributors.training_consent_from > pools.period_start then 'consent_too_late'
            when composites.acus < policies.min_acus then 'too_few_acus'
            else 'low_quality'
        end as eligibility_status,
        balances.contribution_share,
        balances.opening_balance_eur,
        balances.earned_eur,
        balances.paid_eur,
        balances.closing_balance_eur,
        coalesce(contributors.tax_form_from <= pools.period_end, false) as has_tax_form,
        coalesce(contributors.payout_method_from <= pools.period_end, false) as has_payout_method,
        policies.min_payout_eur,
        pools.dividend_pool_eur
    from balances
    cross join scenarios
    inner join pools on balances.period_start = pools.period_start
    inner join policies on pools.dividend_policy_code = policies.dividend_policy_code
    inner join contributors on balances.contributor_code = contributors.contributor_code
    left join composites
        on
            balances.period_start = composites.period_start
            and balances.contributor_code = composites.contributor_code
)

select
    dividend_calculation_code,
    contributor_code,
    acus,
    {%- for factor in factors %}
        {{ factor }}_score,
    {%- endfor %}
    composite_score,
    is_eligible,
    eligibility_status,
    contribution_share,
    opening_balance_eur,
    earned_eur,
    paid_eur,
    closing_balance_eur,
    case
        when paid_eur >= min_payout_eur then 'paid'
        when paid_eur > 0 then 'paid_on_leaving'
        when closing_balance_eur > 0
            then
                case
                    when not has_tax_form and not has_payout_method
                        then 'no_tax_form_and_payout_method'
                    when not has_tax_form then 'no_tax_form'
                    when not has_payout_method then 'no_payout_method'
                    else 'below_minimum_payout'
                end
        when not is_eligible then eligibility_status
        when dividend_pool_eur > 0 then 'less_than_one_cent'
        else 'no_pool'
    end as payment_status
from entries
