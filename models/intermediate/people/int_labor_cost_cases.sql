-- One row per staffing plan and set of driver values that labor is priced at. Variants that move no
-- labor driver share a case; every staffing plan is priced at drivers 1 for the budgets.
with variants as (select * from {{ ref('int_scenario_variants') }}),

staffing_plans as (select * from {{ ref('stg_staffing_plans') }}),

one as (select cast(1 as decimal(9, 6)) as multiplier),

cases as (
    select
        staffing_plan_code,
        headcount,
        salary_level,
        contractor_rate,
        fx_usd
    from variants

    union

    select
        staffing_plans.staffing_plan_code,
        one.multiplier as headcount,
        one.multiplier as salary_level,
        one.multiplier as contractor_rate,
        one.multiplier as fx_usd
    from staffing_plans
    cross join one
)

select
    {{ labor_case_code(
        'staffing_plan_code', 'headcount', 'salary_level', 'contractor_rate', 'fx_usd'
    ) }}
        as labor_case_code,
    staffing_plan_code,
    headcount,
    salary_level,
    contractor_rate,
    fx_usd,
    headcount = 1 and salary_level = 1 and contractor_rate = 1 and fx_usd = 1 as is_budget
from cases
