-- One row per scenario variant, cost line, month in which its bill falls due and month that the
-- bill covers: the month's part of a bill of operating, at the scenario's own estimate. A bill
-- covers covers_months, ahead from the month in which it is due, or in arrears the months before
-- it; a training run the months of training_amortization_months after it. Payout fees cover their
-- dividend period. Months outside the plan are parts too: they carry their share of the bill out of
-- the plan, and bills that fall due after it bring theirs in. What does not recur is no bill of
-- operating.
{% set line_columns = [
    'variant_code', 'cost_category', 'line_code', 'operating_group', 'due_month',
] %}
with ledger as (select * from {{ ref('int_cost_ledger') }} where is_own_estimate),

variants as (select * from {{ ref('int_scenario_variants') }}),

categories as (select * from {{ ref('stg_cost_categories') }}),

cost_lines as (select * from {{ ref('int_cost_lines') }}),

payout_fees as (select * from {{ ref('int_payout_fees') }}),

overhead_costs as (select * from {{ ref('int_overhead_costs') }}),

constants as (select * from {{ ref('int_planning_constants') }}),

calendar_months as (select * from {{ ref('int_calendar_months') }}),

entries as (
    select
        variant_code,
        cost_category,
        line_code,
        labor_cost_type,
        month_index,
        cost_eur
    from ledger

    union all

    -- Due after the plan: the plan's last months may still be what they pay for.
    select
        variant_code,
        'third_party' as cost_category,
        'payout:' || payout_method_code as line_code,
        cast(null as {{ dbt.type_string() }}) as labor_cost_type,
        month_index,
        cost_eur
    from payout_fees
    where month_index > {{ var('horizon_months') }}

    union all

    select
        overhead_costs.variant_code,
        'overhead' as cost_category,
        overhead_costs.overhead_cost_code as line_code,
        cast(null as {{ dbt.type_string() }}) as labor_cost_type,
        overhead_costs.month_index,
        overhead_costs.cost_eur
    from overhead_costs
    inner join variants
        on
            overhead_costs.variant_code = variants.variant_code
            and overhead_costs.estimate = variants.estimate
    where overhead_costs.month_index > {{ var('horizon_months') }}
),

payout_periods as (
    select distinct
        variant_code,
        month_index,
        'payout:' || payout_method_code as line_code,
        covers_months
    from payout_fees
),

bills as (
    select
        entries.variant_code,
        entries.cost_category,
        entries.line_code,
        case entries.cost_category
            when 'labor' then 'operate_labor'
            when 'ml_training' then 'amortized_training'
            else 'operating_' || entries.cost_category
        end as operating_group,
        entries.month_index as due_month,
        case
            when entries.cost_category = 'ml_training'
                then cast(constants.training_amortization_months as integer)
            else coalesce(payout_periods.covers_months, cost_lines.covers_months, 1)
        end as covers_months,
        case
            when entries.cost_category = 'ml_training' then 1
            when cost_lines.accrual = 'arrears'
                then -coalesce(payout_periods.covers_months, cost_lines.covers_months)
            else 0
        end as months_to_first,
        cast(sum(entries.cost_eur) as decimal(18, 2)) as bill_eur
    from entries
    cross join constants
    inner join categories on entries.cost_category = categories.cost_category
    left join cost_lines
        on
            entries.cost_category = cost_lines.cost_category
            and entries.line_code = cost_lines.line_code
    left join payout_periods
        on
            entries.variant_code = payout_periods.variant_code
            and entries.month_index = payout_periods.month_index
            and entries.line_code = payout_periods.line_code
    where
        entries.labor_cost_type = 'operate'
        or entries.cost_category = 'ml_training'
        or (categories.is_operating and cost_lines.is_recurring)
    group by
        entries.variant_code,
        entries.cost_category,
        entries.line_code,
        entries.month_index,
        payout_periods.covers_months,
        cost_lines.covers_months,
        cost_lines.accrual,
        constants.training_amortization_months
),

parts as (
    select
        bills.*,
        bills.due_month + bills.months_to_first + calendar_months.month_index - 1 as month_index,
        1 as part_weight
    from bills
    inner join calendar_months on bills.covers_months >= calendar_months.month_index
    where bills.covers_months > 1
),

spread as (
    {{ largest_remainder(
        'parts', 'bill_eur', 'part_weight', line_columns, ['month_index'], ['month_index']
    ) }}
)

select
    {{ line_columns | join(',\n    ') }},
    month_index,
    allocated_amount as accrued_eur
from spread

union all

select
    {{ line_columns | join(',\n    ') }},
    due_month + months_to_first as month_index,
    bill_eur as accrued_eur
from bills
where covers_months = 1
