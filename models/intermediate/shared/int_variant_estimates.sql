-- One row per scenario variant and estimate that is computed for it: all three for a named
-- scenario, its own else.
with variants as (select * from {{ ref('int_scenario_variants') }}),

estimates as (select * from {{ ref('int_estimates') }})

select
    variants.variant_code,
    estimates.estimate,
    variants.estimate = estimates.estimate as is_own_estimate
from variants
cross join estimates
where variants.is_named or variants.estimate = estimates.estimate
