-- The bridge starts at the published mid, passes the published scenario and ends at the default
-- one; what is left for the rest are fees, which hang on users and revenue alone.
with bridge as (select * from {{ ref('completeness_bridge') }}),

totals as (
    select
        scenario_code,
        sum(cost_eur) as cost_eur
    from {{ ref('monthly_costs') }}
    group by scenario_code
),

ends as (
    select
        'published mid' as claim,
        (select sum(published_mid_eur) from {{ ref('int_published_milestone_costs') }}) as expected,
        (select sum(amount_eur) from bridge where step in ('published', 'currency')) as found

    union all

    select
        'published scenario' as claim,
        (
            select cost_eur from totals where scenario_code = '{{ var("published_scenario_code") }}'
        ) as expected,
        (
            select sum(amount_eur)
            from bridge
            where step in ('published', 'currency', 'model', 'operations')
        ) as found

    union all

    select
        'default scenario' as claim,
        (
            select totals.cost_eur
            from totals
            inner join {{ ref('scenarios') }} as scenarios
                on totals.scenario_code = scenarios.scenario_code
            where scenarios.is_default
        ) as expected,
        (select sum(amount_eur) from bridge) as found

    union all

    select
        'rest outside fees' as claim,
        0 as expected,
        (
            select coalesce(sum(abs(amount_eur)), 0)
            from bridge
            where step = 'rest' and line_code <> 'third_party'
        ) as found
)

select *
from ends
where expected is distinct from found
