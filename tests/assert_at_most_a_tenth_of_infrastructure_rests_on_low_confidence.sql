-- At most a tenth of the default scenario's infrastructure rests on prices of low confidence.
with shares as (
    select
        inputs.scenario_code,
        sum(inputs.amount_eur) as cost_eur,
        sum(case when inputs.confidence = 'low' then inputs.amount_eur else 0 end) as low_eur
    from {{ ref('figure_inputs') }} as inputs
    inner join {{ ref('scenarios') }} as scenarios
        on inputs.scenario_code = scenarios.scenario_code and scenarios.is_default
    where inputs.role = 'priced' and inputs.cost_category = 'infrastructure'
    group by inputs.scenario_code
)

select *
from shares
where 10 * low_eur > cost_eur
