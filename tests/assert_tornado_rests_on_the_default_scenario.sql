-- The tornado's starting point is the default scenario, and every driver has both ends.
select
    tornado.driver_code,
    tornado.total_cost_eur,
    comparison.total_cost_eur as default_total_cost_eur
from {{ ref('stg_sensitivity_drivers') }} as drivers
left join {{ ref('sensitivity_tornado') }} as tornado
    on drivers.driver_code = tornado.driver_code
cross join {{ ref('scenario_comparison') }} as comparison
inner join {{ ref('stg_scenarios') }} as scenarios
    on comparison.scenario_code = scenarios.scenario_code and scenarios.is_default
where
    tornado.total_cost_eur is distinct from comparison.total_cost_eur
    or tornado.total_cost_low_eur is null
    or tornado.total_cost_high_eur is null
    -- An end that changes nothing is the default scenario.
    or (
        tornado.low_multiplier = drivers.neutral_value
        and tornado.total_cost_low_eur <> tornado.total_cost_eur
    )
    or (
        tornado.high_multiplier = drivers.neutral_value
        and tornado.total_cost_high_eur <> tornado.total_cost_eur
    )
