-- Every scenario variant and cost line: what operating costs over the plan is what falls due in the
-- plan, less what covers months outside it, plus what falls due after it and covers months of it.
with due as (
    select
        ledger.variant_code,
        ledger.cost_category,
        ledger.line_code,
        sum(ledger.cost_eur) as due_eur
    from {{ ref('int_cost_ledger') }} as ledger
    inner join {{ ref('stg_cost_categories') }} as categories
        on ledger.cost_category = categories.cost_category
    left join {{ ref('int_cost_lines') }} as cost_lines
        on
            ledger.cost_category = cost_lines.cost_category
            and ledger.line_code = cost_lines.line_code
    where
        ledger.is_own_estimate
        and (
            ledger.labor_cost_type = 'operate'
            or ledger.cost_category = 'ml_training'
            or (categories.is_operating and cost_lines.is_recurring)
        )
    group by ledger.variant_code, ledger.cost_category, ledger.line_code
),

outside as (
    select
        variant_code,
        cost_category,
        line_code,
        sum(
            case
                when
                    due_month <= {{ var('horizon_months') }}
                    and month_index not between 1 and {{ var('horizon_months') }}
                    then -accrued_eur
                when
                    due_month > {{ var('horizon_months') }}
                    and month_index between 1 and {{ var('horizon_months') }}
                    then accrued_eur
                else 0
            end
        ) as correction_eur
    from {{ ref('int_cost_accruals') }}
    group by variant_code, cost_category, line_code
),

operating as (
    select
        variant_code,
        cost_category,
        line_code,
        sum(operating_cost_eur) as operating_cost_eur
    from {{ ref('int_operating_costs') }}
    group by variant_code, cost_category, line_code
)

select
    outside.variant_code,
    outside.cost_category,
    outside.line_code,
    due.due_eur,
    outside.correction_eur,
    operating.operating_cost_eur
from outside
full outer join due
    on
        outside.variant_code = due.variant_code
        and outside.cost_category = due.cost_category
        and outside.line_code = due.line_code
full outer join operating
    on
        outside.variant_code = operating.variant_code
        and outside.cost_category = operating.cost_category
        and outside.line_code = operating.line_code
where
    outside.variant_code is null
    or coalesce(due.due_eur, 0) + outside.correction_eur
    is distinct from coalesce(operating.operating_cost_eur, 0)
