-- One row per user scale and cost component of infrastructure: what the scale's users cost a month
-- at the plan date, before model revenue starts.
with scales as (select * from {{ ref('stg_user_scale_thresholds') }}),

component_costs as (
    select *
    from {{ ref('int_infrastructure_lines') }}
    where scale_code is not null
),

totals as (
    select
        scale_code,
        cost_component,
        cast(sum(cost_eur) as decimal(18, 2)) as monthly_cost_eur
    from component_costs
    group by scale_code, cost_component
)

select
    totals.scale_code,
    totals.cost_component,
    scales.infrastructure_model_code,
    scales.user_count,
    totals.monthly_cost_eur,
    {{ divide('totals.monthly_cost_eur', 'scales.user_count') }} as cost_per_user
from totals
inner join scales on totals.scale_code = scales.scale_code
