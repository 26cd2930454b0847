-- One row per kind of source.
select
    trim(source_kind_code) as source_kind_code,
    trim(name) as name,
    staleness_limit_days,
    trim(source_code) as source_code
from {{ ref('raw_source_kinds') }}
