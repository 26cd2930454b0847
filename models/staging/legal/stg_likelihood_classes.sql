-- One row per likelihood class.
select
    likelihood,
    trim(name) as name,
    probability,
    trim(source_code) as source_code
from {{ ref('raw_likelihood_classes') }}
