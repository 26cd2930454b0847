-- Exactly one scenario is the default, and it is the only one without a parent.
select
    count(*) as scenarios,
    sum(case when is_default then 1 else 0 end) as defaults,
    sum(case when parent_scenario_code is null then 1 else 0 end) as roots,
    sum(case when is_default and parent_scenario_code is null then 1 else 0 end) as default_roots
from {{ ref('stg_scenarios') }}
having
    sum(case when is_default then 1 else 0 end) <> 1
    or sum(case when parent_scenario_code is null then 1 else 0 end) <> 1
    or sum(case when is_default and parent_scenario_code is null then 1 else 0 end) <> 1
