-- One row per scenario variant, estimate and training run: GPU hours and cost, in full in the run's
-- month. A run of operations names no milestone. The low cost comes from the high utilization and
-- the other way round.
{% set utilization -%}
    case estimates.estimate
        when 'low' then runs.utilization_high
        when 'high' then runs.utilization_low
        else runs.utilization_mid
    end
{%- endset %}
with runs as (select * from {{ ref('stg_ml_training_runs') }}),

instances as (select * from {{ ref('stg_ml_compute_instances') }}),

run_months as (select * from {{ ref('int_training_run_months') }}),

variants as (select * from {{ ref('int_scenario_variants') }}),

estimates as (select * from {{ ref('int_variant_estimates') }}),

fx_rates as (select * from {{ ref('int_variant_fx_rates') }}),

constants as (select * from {{ ref('int_planning_constants') }}),

sized as (
    select
        estimates.variant_code,
        estimates.estimate,
        runs.training_run_code,
        runs.milestone_code,
        runs.instance_code,
        instances.currency_code,
        instances.gpu_count,
        instances.source_code,
        {{ utilization }} as utilization,
        run_months.run_month,
        case runs.purchase_option
            when 'spot' then instances.spot_hourly_price
            when 'reserved' then instances.reserved_hourly_price
            else instances.on_demand_hourly_price
        end as hourly_price,
        {{ product([
            'runs.parameters_billion', 'runs.tokens_billion', 'runs.epochs',
            'variants.infrastructure_usage',
            "case runs.method when 'lora' then constants.method_factor_lora"
            ~ " when 'qlora' then constants.method_factor_qlora"
            ~ " else constants.method_factor_full end",
            '6000000',
        ]) }} as operations,
        {{ product(['instances.peak_tflops_bf16', utilization, '3600']) }}
            as operations_per_gpu_hour
    from estimates
    inner join variants on estimates.variant_code = variants.variant_code
    inner join runs on variants.with_completion or not runs.is_completion
    cross join constants
    inner join run_months on runs.training_run_code = run_months.training_run_code
    inner join instances on runs.instance_code = instances.instance_code
)

select
    sized.variant_code,
    sized.estimate,
    sized.training_run_code,
    sized.milestone_code,
    sized.instance_code,
    sized.run_month,
    sized.utilization,
    {{ divide('sized.operations', 'sized.operations_per_gpu_hour', 6) }} as gpu_hours,
    sized.hourly_price,
    sized.source_code,
    {{ divide(
        product([
            'sized.operations', 'sized.hourly_price', 'variants.infrastructure_price',
            'fx_rates.eur_per_unit',
        ]),
        product(['sized.operations_per_gpu_hour', 'sized.gpu_count']),
        2
    ) }} as cost_eur
from sized
inner join variants on sized.variant_code = variants.variant_code
-- A currency without a rate keeps its row: the not-null test then stops the build.
left join fx_rates
    on
        sized.variant_code = fx_rates.variant_code
        and sized.currency_code = fx_rates.currency_code
