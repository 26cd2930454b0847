-- At most one version of a contract template is in force.
select
    contract_template_code,
    count(*) as versions
from {{ ref('stg_contract_versions') }}
where status = 'in_force'
group by contract_template_code
having count(*) > 1
