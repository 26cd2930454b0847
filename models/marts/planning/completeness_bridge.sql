-- One row per step that leads from the published plan to the default scenario, in order. amount_eur
-- adds up to the default scenario's total cost; running_total_eur is that sum so far and must not
-- be added up. Labor steps are at drivers 1.
{% set steps = [
    'published', 'currency', 'model', 'operations', 'market_pay', 'staffing', 'overhead',
    'completion', 'rest',
] %}
with variants as (select * from {{ ref('int_scenario_variants') }}),

ledger as (select * from {{ ref('int_cost_ledger') }} where is_own_estimate),

published_costs as (select * from {{ ref('int_published_model_costs') }}),

categories as (select * from {{ ref('stg_cost_categories') }}),

staffing_plans as (select * from {{ ref('stg_staffing_plans') }}),

roles as (select * from {{ ref('stg_roles') }}),

locations as (select * from {{ ref('stg_locations') }}),

positions as (select * from {{ ref('stg_staffing_positions') }}),

cost_lines as (select * from {{ ref('int_cost_lines') }}),

scenario_costs as (
    select
        case
            when variants.variant_code = '{{ var("published_scenario_code") }}' then 'published'
            else 'default'
        end as scenario_side,
        ledger.cost_category,
        ledger.line_code,
        ledger.milestone_key = 'operations' as is_operations,
        sum(ledger.cost_eur) as cost_eur
    from ledger
    inner join variants on ledger.variant_code = variants.variant_code
    where variants.is_default or variants.variant_code = '{{ var("published_scenario_code") }}'
    group by
        variants.variant_code, ledger.cost_category, ledger.line_code,
        ledger.milestone_key = 'operations'
),

-- The published people at market pay: the plan that borrows the published scenario's positions.
repriced_plans as (
    select
        staffing_plans.staffing_plan_code,
        variants.staffing_plan_code as published_plan_code
    from staffing_plans
    inner join variants
        on
            staffing_plans.positions_from_plan_code = variants.staffing_plan_code
            and variants.variant_code = '{{ var("published_scenario_code") }}'
),

priced_allocations as (
    select
        allocations.staffing_plan_code,
        allocations.role_code,
        allocations.location_code,
        allocations.employment_type,
        sum(costs.cost_eur) as cost_eur
    from {{ ref('int_labor_costs') }} as costs
    inner join {{ ref('int_team_allocations') }} as allocations
        on costs.allocation_code = allocations.allocation_code
    inner join variants on variants.is_default
    where costs.is_budget and costs.estimate = variants.estimate
    group by
        allocations.staffing_plan_code,
        allocations.role_code,
        allocations.location_code,
        allocations.employment_type
),

staff_costs as (
    select
        priced_allocations.role_code,
        priced_allocations.location_code,
        priced_allocations.employment_type,
        sum(case
            when priced_allocations.staffing_plan_code = repriced_plans.published_plan_code
                then priced_allocations.cost_eur
            else 0
        end) as published_eur,
        sum(case
            when priced_allocations.staffing_plan_code = repriced_plans.staffing_plan_code
                then priced_allocations.cost_eur
            else 0
        end) as repriced_eur,
        sum(case
            when priced_allocations.staffing_plan_code = variants.staffing_plan_code
                then priced_allocations.cost_eur
            else 0
        end) as complete_eur
    from priced_allocations
    cross join repriced_plans
    inner join variants on variants.is_default
    group by
        priced_allocations.role_code,
        priced_allocations.location_code,
        priced_allocations.employment_type
),

-- The reason of the position that lasts longest.
position_reasons as (
    select
        positions.role_code,
        positions.location_code,
        positions.employment_type,
        positions.reason,
        row_number() over (
            partition by positions.role_code, positions.location_code, positions.employment_type
            order by
                positions.fte
                * (
                    coalesce(positions.last_month, {{ var('horizon_months') }})
                    - positions.first_month
                    + 1
                ) desc,
                {{ byte_order('positions.position_code') }}
        ) as reason_rank
    from positions
    inner join variants
        on positions.staffing_plan_code = variants.staffing_plan_code and variants.is_default
    where positions.reason is not null
),

completion_lines as (
    {% for entity, cost_category, code in [
        ('legal_projects', "'legal'", 'legal_project_code'),
        ('milestone_direct_costs', 'cost_category', 'direct_cost_code'),
        ('ml_training_runs', "'ml_training'", 'training_run_code'),
        ('llm_usage_plans', "'llm'", 'llm_usage_plan_code'),
    ] -%}
        select
            {{ cost_category }} as cost_category,
            {{ code }} as line_code
        from {{ ref('stg_' ~ entity) }}
        where is_completion
        {{ 'union all' if not loop.last }}
    {% endfor %}
),

category_differences as (
    select
        categories.cost_category,
        sum(case
            when costs.scenario_side = 'published' and not costs.is_operations
                then costs.cost_eur
            else 0
        end) as published_milestones_eur,
        sum(case
            when costs.scenario_side = 'published' and costs.is_operations then costs.cost_eur
            else 0
        end) as published_operations_eur,
        sum(case
            when costs.cost_category in ('labor', 'overhead') then 0
            when costs.scenario_side = 'published' then -costs.cost_eur
            when completion_lines.line_code is null then costs.cost_eur
            else 0
        end) as rest_eur
    from categories
    left join scenario_costs as costs on categories.cost_category = costs.cost_category
    left join completion_lines
        on
            costs.cost_category = completion_lines.cost_category
            and costs.line_code = completion_lines.line_code
    group by categories.cost_category
),

category_totals as (
    select
        cost_category,
        sum(published_amount) as published_amount,
        sum(published_mid_eur) as published_mid_eur
    from published_costs
    group by cost_category
),

bridge_steps as (
    select
        'published' as step,
        categories.category_order as line_order,
        category_totals.cost_category as line_code,
        'Published: ' || categories.name as what,
        'The mid that the document states, taken as EUR' as reason,
        category_totals.published_amount as amount_eur
    from category_totals
    inner join categories on category_totals.cost_category = categories.cost_category

    union all

    select
        'currency' as step,
        1 as line_order,
        'currency' as line_code,
        'Currency' as what,
        'The document counts in dollars: converted at the plan rate' as reason,
        sum(published_mid_eur - published_amount) as amount_eur
    from category_totals

    union all

    select
        'model' as step,
        categories.category_order as line_order,
        categories.cost_category as line_code,
        'Model: ' || categories.name as what,
        'The published plan priced from its own quantities instead of the stated total' as reason,
        differences.published_milestones_eur
        - coalesce(category_totals.published_mid_eur, 0) as amount_eur
    from category_differences as differences
    inner join categories on differences.cost_category = categories.cost_category
    left join category_totals on categories.cost_category = category_totals.cost_category

    union all

    select
        'operations' as step,
        categories.category_order as line_order,
        categories.cost_category as line_code,
        'After the last milestone: ' || categories.name as what,
        'The published plan ends with its last milestone, the company does not' as reason,
        differences.published_operations_eur as amount_eur
    from category_differences as differences
    inner join categories on differences.cost_category = categories.cost_category

    union all

    select
        'market_pay' as step,
        1 as line_order,
        staff_costs.role_code
        || '_'
        || staff_costs.location_code
        || '_'
        || staff_costs.employment_type as line_code,
        'Market pay: ' || roles.name || ', ' || locations.name as what,
        'What others pay for the same role and place instead of the plan''s own figure' as reason,
        staff_costs.repriced_eur - staff_costs.published_eur as amount_eur
    from staff_costs
    inner join roles on staff_costs.role_code = roles.role_code
    inner join locations on staff_costs.location_code = locations.location_code

    union all

    select
        'staffing' as step,
        1 as line_order,
        staff_costs.role_code
        || '_'
        || staff_costs.location_code
        || '_'
        || staff_costs.employment_type as line_code,
        'Staffing: ' || roles.name || ', ' || locations.name as what,
        coalesce(
            position_reasons.reason,
            case
                when staff_costs.complete_eur = 0 then 'The complete team has no such position'
                else 'Months that stood in two milestones count once'
            end
        ) as reason,
        staff_costs.complete_eur - staff_costs.repriced_eur as amount_eur
    from staff_costs
    inner join roles on staff_costs.role_code = roles.role_code
    inner join locations on staff_costs.location_code = locations.location_code
    left join position_reasons
        on
            staff_costs.role_code = position_reasons.role_code
            and staff_costs.location_code = position_reasons.location_code
            and staff_costs.employment_type = position_reasons.employment_type
            and position_reasons.reason_rank = 1

    union all

    select
        'overhead' as step,
        1 as line_order,
        costs.line_code,
        'Overhead: ' || cost_lines.line_name as what,
        'A company needs it, the published plan has no line for it' as reason,
        sum(case when costs.scenario_side = 'default' then costs.cost_eur else -costs.cost_eur end)
            as amount_eur
    from scenario_costs as costs
    inner join cost_lines
        on
            costs.cost_category = cost_lines.cost_category
            and costs.line_code = cost_lines.line_code
    where costs.cost_category = 'overhead'
    group by costs.line_code, cost_lines.line_name

    union all

    select
        'completion' as step,
        1 as line_order,
        costs.line_code,
        'Completion: ' || cost_lines.line_name as what,
        'Upkeep and refresh that the published plan leaves out' as reason,
        sum(costs.cost_eur) as amount_eur
    from scenario_costs as costs
    inner join completion_lines
        on
            costs.cost_category = completion_lines.cost_category
            and costs.line_code = completion_lines.line_code
    inner join cost_lines
        on
            costs.cost_category = cost_lines.cost_category
            and costs.line_code = cost_lines.line_code
    where costs.scenario_side = 'default'
    group by costs.line_code, cost_lines.line_name

    union all

    select
        'rest' as step,
        categories.category_order as line_order,
        categories.cost_category as line_code,
        'Rest: ' || categories.name as what,
        'What follows from the other steps' as reason,
        differences.rest_eur as amount_eur
    from category_differences as differences
    inner join categories on differences.cost_category = categories.cost_category
),

numbered as (
    select
        cast(row_number() over (
            order by
                case step
                    {% for step in steps -%}
                        when '{{ step }}' then {{ loop.index }}
                    {% endfor -%}
                end,
                line_order,
                {{ byte_order('line_code') }}
        ) as integer) as bridge_line,
        *
    from bridge_steps
    where amount_eur <> 0
)

select
    bridge_line,
    step,
    line_code,
    what,
    reason,
    cast(amount_eur as decimal(18, 2)) as amount_eur,
    cast(
        sum(amount_eur) over (order by bridge_line rows between unbounded preceding and current row)
        as decimal(18, 2)
    ) as running_total_eur
from numbered
