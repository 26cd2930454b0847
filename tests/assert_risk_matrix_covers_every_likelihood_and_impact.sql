-- The risk matrix has a level for each of the five by five scores, and levels never fall.
{{ config(meta={'gate': {
    'seed': 'raw_risk_matrix', 'column': 'risk_level',
    'expected': 'a level for each of five by five scores, which never falls'
}}) }}
with cells as (
    select
        *,
        case risk_level when 'low' then 1 when 'medium' then 2 when 'high' then 3 else 4 end
            as level_order
    from {{ ref('stg_risk_matrix') }}
),

counted as (
    select
        *,
        count(*) over () as number_of_cells
    from cells
)

select
    counted.risk_matrix_code,
    counted.risk_level,
    counted.number_of_cells,
    lower_scores.risk_matrix_code as lower_score,
    lower_scores.risk_level as level_of_lower_score
from counted
left join cells as lower_scores
    on
        counted.likelihood >= lower_scores.likelihood
        and counted.impact >= lower_scores.impact
        and counted.level_order < lower_scores.level_order
where
    counted.number_of_cells <> 25
    or lower_scores.risk_matrix_code is not null
