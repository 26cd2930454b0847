-- One row per source of figures.
select
    trim(source_code) as source_code,
    trim(publisher) as publisher,
    trim(title) as title,
    trim(url) as url,
    trim(source_kind_code) as source_kind_code,
    as_of_date,
    trim(confidence) as confidence,
    trim(license) as license,
    trim(note) as note
from {{ ref('raw_data_sources') }}
