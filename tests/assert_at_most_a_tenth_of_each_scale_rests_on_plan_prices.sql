-- At every user scale, at most a tenth of the amount rests on prices that only the plan states.
select
    costs.scale_code,
    sum(costs.cost_eur) as cost_eur,
    sum(case when sources.source_kind_code = 'published_plan' then costs.cost_eur else 0 end)
        as plan_priced_eur
from {{ ref('int_infrastructure_lines') }} as costs
left join {{ ref('stg_data_sources') }} as sources on costs.source_code = sources.source_code
where costs.scale_code is not null
group by costs.scale_code
having
    10 * sum(case when sources.source_kind_code = 'published_plan' then costs.cost_eur else 0 end)
    > sum(costs.cost_eur)
