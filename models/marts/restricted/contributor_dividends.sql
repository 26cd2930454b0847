-- One row per dividend calculation and contributor with contributions or a balance. Balances are
-- stocks: never add them up over periods.
{% set factors = [
    'volume', 'quality', 'uniqueness', 'depth', 'domain', 'engagement', 'consistency',
] %}
with scenarios as (select * from {{ ref('stg_scenarios') }} where is_default),

balances as (
    select * from {{ ref('int_contributor_balances') }} where dividend_run_code = 'in_force'
),

pools as (select * from {{ ref('int_dividend_pools') }} where dividend_run_code = 'in_force'),

composites as (
    select * from {{ ref('int_contributor_composites') }} where dividend_run_code = 'in_force'
)

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
    balances.contribution_share,
    balances.opening_balance_eur,
    balances.earned_eur,
    balances.paid_eur,
    balances.closing_balance_eur,
    case
        when balances.paid_eur > 0 then 'paid'
        when
            balances.closing_balance_eur = 0 and not coalesce(composites.is_eligible, false)
            then 'not_eligible'
        when balances.closing_balance_eur = 0 then 'no_pool'
        when not balances.is_payable then 'missing_tax_form_or_payout_method'
        else 'below_minimum_payout'
    end as payment_status
from balances
cross join scenarios
inner join pools on balances.period_start = pools.period_start
left join composites
    on
        balances.period_start = composites.period_start
        and balances.contributor_code = composites.contributor_code
