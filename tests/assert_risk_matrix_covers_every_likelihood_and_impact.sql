-- The risk matrix has a level for each of the five by five scores, and levels never fall.
with cells as (
    select
        *,
        case risk_level when 'low' then 1 when 'medium' then 2 when 'high' then 3 else 4 end
            as level_order
    from {{ ref('stg_risk_matrix') }}
)

select
    count(distinct cells.risk_matrix_code) as cells,
    count(larger_cells.risk_matrix_code) as falls
from cells
left join cells as larger_cells
    on
        cells.likelihood <= larger_cells.likelihood
        and cells.impact <= larger_cells.impact
        and cells.level_order > larger_cells.level_order
having
    count(distinct cells.risk_matrix_code) <> 25
    or count(larger_cells.risk_matrix_code) > 0
