-- Percentiles ascend, and lie between the lowest and the highest cost of the milestone.
select distributions.*
from {{ ref('cost_distribution') }} as distributions
left join {{ ref('milestone_cost_summary') }} as summary
    on
        distributions.scenario_code = summary.scenario_code
        and distributions.milestone_code = summary.milestone_code
where
    not (
        distributions.p10_eur <= distributions.p50_eur
        and distributions.p50_eur <= distributions.p80_eur
        and distributions.p80_eur <= distributions.p90_eur
    )
    or distributions.p10_eur < summary.total_low_eur
    or distributions.p90_eur > summary.total_high_eur
