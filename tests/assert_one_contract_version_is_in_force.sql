-- At most one version of a contract template is in force.
{{ config(meta={'gate': {
    'seed': 'raw_contract_versions', 'column': 'status',
    'expected': 'one version of a contract template in force'
}}) }}
with counted as (
    select
        *,
        count(*) over (partition by contract_template_code) as versions
    from {{ ref('stg_contract_versions') }}
    where status = 'in_force'
)

select
    contract_version_code,
    contract_template_code,
    versions
from counted
where versions > 1
