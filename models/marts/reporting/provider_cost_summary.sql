-- One row per scenario and provider: what it is paid over all months. Labor has no provider; what a
-- kind of company costs that is not chosen yet stands under is_named = false.
with providers as (select * from {{ ref('stg_cloud_providers') }}),

costs as (
    select
        scenario_code,
        provider_code,
        cast(sum(cost_eur) as decimal(18, 2)) as cost_eur
    from {{ ref('monthly_costs') }}
    where provider_code is not null
    group by scenario_code, provider_code
),

totals as (
    select
        scenario_code,
        cast(sum(cost_eur) as decimal(18, 2)) as total_cost_eur,
        cast(
            sum(case when provider_code is not null then cost_eur else 0 end) as decimal(18, 2)
        ) as external_cost_eur
    from {{ ref('monthly_costs') }}
    group by scenario_code
)

select
    costs.scenario_code,
    costs.provider_code,
    providers.name as provider_name,
    providers.provider_type,
    providers.is_named,
    costs.cost_eur,
    totals.external_cost_eur,
    {{ divide('costs.cost_eur', 'totals.external_cost_eur', 6, 9) }} as share_of_external_cost,
    {{ divide('costs.cost_eur', 'totals.total_cost_eur', 6, 9) }} as share_of_total_cost,
    cast(row_number() over (
        partition by costs.scenario_code
        order by costs.cost_eur desc, {{ byte_order('costs.provider_code') }}
    ) as integer) as cost_rank
from costs
inner join totals on costs.scenario_code = totals.scenario_code
inner join providers on costs.provider_code = providers.provider_code
