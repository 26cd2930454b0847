-- Low is at most mid, and mid at most high, in every scenario, milestone and category.
select *
from {{ ref('milestone_costs') }}
where
    low_eur > mid_eur
    or mid_eur > high_eur
