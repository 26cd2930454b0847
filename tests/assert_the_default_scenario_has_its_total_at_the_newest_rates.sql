-- The default scenario, and no other, has its total at the newest exchange rates: what the ledger
-- of that variant adds up to.
with variants as (
    select *
    from {{ ref('int_scenario_variants') }}
    where fx_rate_set = 'latest'
),

ledger as (
    select
        variants.base_scenario_code as scenario_code,
        sum(ledger.cost_eur) as cost_eur
    from {{ ref('int_cost_ledger') }} as ledger
    inner join variants on ledger.variant_code = variants.variant_code
    where ledger.is_own_estimate
    group by variants.base_scenario_code
)

select
    comparison.scenario_code,
    comparison.total_cost_at_latest_fx_eur,
    comparison.latest_fx_date,
    ledger.cost_eur,
    scenarios.is_default
from {{ ref('scenario_comparison') }} as comparison
inner join {{ ref('scenarios') }} as scenarios
    on comparison.scenario_code = scenarios.scenario_code
left join ledger on comparison.scenario_code = ledger.scenario_code
where
    comparison.total_cost_at_latest_fx_eur is distinct from ledger.cost_eur
    or scenarios.is_default <> (ledger.cost_eur is not null)
    or scenarios.is_default <> (comparison.latest_fx_date is not null)
