-- One row per training run, default scenario. Low, mid and high are estimates of the same run:
-- never add them up. The low cost comes from the high utilization.
with costs as (select * from {{ ref('int_ml_training_costs') }}),

scenarios as (select * from {{ ref('scenarios') }} where is_default),

runs as (select * from {{ ref('stg_ml_training_runs') }}),

estimated as (
    select
        costs.training_run_code,
        costs.run_month,
        costs.hourly_price,
        {% for estimate in ['low', 'mid', 'high'] -%}
            max(case when costs.estimate = '{{ estimate }}' then costs.gpu_hours end)
                as gpu_hours_{{ estimate }},
            max(case when costs.estimate = '{{ estimate }}' then costs.cost_eur end)
                as cost_{{ estimate }}_eur,
        {% endfor -%}
        costs.source_code
    from costs
    inner join scenarios on costs.variant_code = scenarios.scenario_code
    group by costs.training_run_code, costs.run_month, costs.hourly_price, costs.source_code
)

select
    runs.training_run_code,
    runs.milestone_code,
    runs.instance_code,
    estimated.run_month,
    runs.base_model,
    runs.parameters_billion,
    runs.tokens_billion,
    runs.epochs,
    runs.method,
    runs.purchase_option,
    estimated.hourly_price,
    {% for estimate in ['low', 'mid', 'high'] -%}
        estimated.gpu_hours_{{ estimate }},
        estimated.cost_{{ estimate }}_eur,
    {% endfor -%}
    estimated.source_code
from runs
inner join estimated on runs.training_run_code = estimated.training_run_code
