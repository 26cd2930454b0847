-- One row per scenario, milestone (or total) and correlation of the simulated costs. The truth lies
-- between the two correlations: the cautious figure is p80_eur at full correlation. Percentiles of
-- milestones must not be added up: the total has its own.
select
    scenario_code,
    milestone_key,
    case when milestone_key <> 'total' then milestone_key end as milestone_code,
    correlation,
    mean_eur,
    p10_eur,
    p50_eur,
    p80_eur,
    p90_eur,
    published_mid_eur,
    chance_within_published_mid
from {{ ref('int_cost_distribution') }}
