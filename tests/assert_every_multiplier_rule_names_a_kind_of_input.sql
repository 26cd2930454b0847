-- A rule whose seed or role no input has would multiply nothing, without a word.
select rules.*
from {{ ref('int_multiplier_rules') }} as rules
where
    not exists (
        select 1
        from {{ ref('int_input_values') }} as inputs
        where
            inputs.seed = rules.seed
            and inputs.role = rules.role
    )
