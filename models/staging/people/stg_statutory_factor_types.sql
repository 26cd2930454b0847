-- One row per country and type of employer contribution that its law asks for.
select
    trim(country_code) as country_code,
    trim(factor_type) as factor_type,
    trim(source_code) as source_code
from {{ ref('raw_statutory_factor_types') }}
