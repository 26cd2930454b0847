-- Every scenario: backfilled_amount_eur of service and LLM prices is the cost of the bills and
-- lines that are marked as backfilled.
with marked as (
    select
        bills.scenario_code,
        'raw_service_pricing_tiers' as seed,
        bills.estimate,
        bills.is_backfilled,
        bills.cost_eur
    from {{ ref('int_infrastructure_service_costs') }} as bills

    union all

    select
        llm_costs.scenario_code,
        'raw_llm_api_costs' as seed,
        variants.estimate,
        llm_costs.is_backfilled,
        llm_costs.cost_eur
    from {{ ref('int_llm_costs') }} as llm_costs
    inner join {{ ref('int_scenario_variants') }} as variants
        on llm_costs.scenario_code = variants.scenario_code
),

marked_totals as (
    select
        marked.scenario_code,
        marked.seed,
        sum(case when marked.is_backfilled then marked.cost_eur else 0 end) as cost_eur
    from marked
    inner join {{ ref('int_scenario_variants') }} as variants
        on
            marked.scenario_code = variants.scenario_code
            and marked.estimate = variants.estimate
    where variants.is_named
    group by marked.scenario_code, marked.seed
),

counted as (
    select
        scenario_code,
        seed,
        sum(backfilled_amount_eur) as cost_eur
    from {{ ref('figure_inputs') }}
    where seed in ('raw_service_pricing_tiers', 'raw_llm_api_costs')
    group by scenario_code, seed
)

select
    marked_totals.scenario_code,
    marked_totals.seed,
    counted.scenario_code as counted_scenario,
    counted.seed as counted_seed,
    marked_totals.cost_eur as marked,
    counted.cost_eur as counted
from marked_totals
full outer join counted
    on
        marked_totals.scenario_code = counted.scenario_code
        and marked_totals.seed = counted.seed
where marked_totals.cost_eur is distinct from counted.cost_eur
