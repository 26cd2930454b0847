-- One row per source.
select
    source_code,
    publisher,
    title,
    url,
    source_kind_code,
    as_of_date,
    confidence,
    license,
    note
from {{ ref('stg_data_sources') }}
