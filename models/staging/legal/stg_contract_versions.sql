-- One row per contract template and version (synthetic sample).
select
    trim(contract_version_code) as contract_version_code,
    trim(contract_template_code) as contract_template_code,
    trim(version) as version,
    effective_from,
    effective_to,
    trim(status) as status,
    trim(change_note) as change_note,
    trim(source_code) as source_code
from {{ ref('raw_contract_versions') }}
