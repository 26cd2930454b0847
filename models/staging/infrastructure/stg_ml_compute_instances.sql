-- One row per GPU instance type and start of validity.
select
    trim(instance_code) as instance_code,
    trim(name) as name,
    trim(provider_code) as provider_code,
    trim(gpu_type) as gpu_type,
    gpu_count,
    vcpu,
    memory_gb,
    peak_tflops_bf16,
    on_demand_hourly_price,
    spot_hourly_price,
    reserved_hourly_price,
    trim(currency_code) as currency_code,
    valid_from,
    valid_to,
    trim(source_code) as source_code
from {{ ref('raw_ml_compute_instances') }}
