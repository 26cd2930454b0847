-- One row per salary benchmark and version of its pay, with the days for which it serves. The first
-- known version also serves earlier days; the last one carries on.
with benchmarks as (select * from {{ ref('stg_salary_benchmarks') }}),

versions as (select * from {{ ref('stg_salary_benchmark_versions') }})

select
    versions.salary_benchmark_code,
    versions.valid_from as pay_valid_from,
    benchmarks.location_code,
    benchmarks.employment_type,
    benchmarks.pay_basis,
    benchmarks.currency_code,
    versions.pay_low,
    versions.pay_mid,
    versions.pay_high,
    versions.is_proxy,
    versions.source_code,
    {{ dated_key('versions.salary_benchmark_code', 'versions.valid_from') }} as input_key,
    {{ effective_from(['versions.salary_benchmark_code']) }} as effective_from,
    {{ effective_before(['versions.salary_benchmark_code']) }} as effective_before
from versions
inner join benchmarks on versions.salary_benchmark_code = benchmarks.salary_benchmark_code
