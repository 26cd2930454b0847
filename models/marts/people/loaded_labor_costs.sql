-- One row per salary benchmark, estimate, start of validity and line of the loaded cost stack.
-- Never add the line `total` to the others: it is their sum.
with lines as (select * from {{ ref('int_loaded_labor_lines') }} where pay_multiplier = 1),

totals as (select * from {{ ref('int_loaded_labor_totals') }} where pay_multiplier = 1),

fx_rates as (select * from {{ ref('int_plan_fx_rates') }}),

stack as (
    select
        salary_benchmark_code,
        estimate,
        valid_from,
        line_number,
        line_code,
        annual_amount,
        currency_code,
        source_code
    from lines

    union all

    select
        salary_benchmark_code,
        estimate,
        valid_from,
        number_of_lines + 1 as line_number,
        'total' as line_code,
        annual_total as annual_amount,
        currency_code,
        cast(null as {{ dbt.type_string() }}) as source_code
    from totals
)

select
    stack.salary_benchmark_code,
    stack.estimate,
    stack.valid_from,
    cast(stack.line_number as integer) as line_number,
    stack.line_code,
    stack.annual_amount,
    stack.currency_code,
    {{ divide(product(['stack.annual_amount', 'fx_rates.eur_per_unit']), '12', 2) }} as monthly_eur,
    stack.source_code
from stack
inner join fx_rates on stack.currency_code = fx_rates.currency_code
