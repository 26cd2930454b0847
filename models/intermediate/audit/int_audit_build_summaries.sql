-- One row per check and subject: the mid of a build summary against the table behind it. Never add
-- up values: the same table stands behind both versions of the plan.
with build_costs as (select * from {{ ref('stg_published_build_costs') }}),

personnel_lines as (
    select *
    from {{ ref('stg_published_personnel_lines') }}
    where not is_subtotal
),

other_lines as (
    select *
    from {{ ref('stg_published_other_build_lines') }}
    where not is_subtotal
),

staff_sums as (
    select
        milestone_code,
        currency_code,
        sum(stated_amount) as amount
    from personnel_lines
    group by milestone_code, currency_code
),

category_midpoints as (
    select
        milestone_code,
        cost_category,
        {{ divide('sum(coalesce(amount_low, 0) + coalesce(amount_high, 0))', '2') }} as midpoint,
        sum(amount_low) as table_low,
        sum(amount_high) as table_high,
        max(case when amount_low is null then 1 else 0 end) as has_open_line
    from other_lines
    group by milestone_code, cost_category
)

select
    'staff_summary' as check_code,
    build_costs.published_build_cost_code as subject_code,
    build_costs.milestone_code || ' ' || build_costs.cost_label as subject,
    build_costs.milestone_code,
    build_costs.amount_mid as stated_value,
    staff_sums.amount as recomputed_value,
    staff_sums.currency_code as unit,
    1 as stake_factor,
    staff_sums.currency_code as stake_currency_code,
    build_costs.source_code
from build_costs
inner join staff_sums on build_costs.milestone_code = staff_sums.milestone_code
where
    build_costs.plan_version = 'document'
    and build_costs.cost_label = 'personnel'

union all

select
    'build_table_summary' as check_code,
    build_costs.published_build_cost_code as subject_code,
    build_costs.milestone_code || ' ' || build_costs.cost_label as subject,
    build_costs.milestone_code,
    build_costs.amount_mid as stated_value,
    case
        when
            category_midpoints.has_open_line = 1
            or (
                build_costs.amount_mid > category_midpoints.table_low
                and build_costs.amount_mid < category_midpoints.table_high
            )
            then build_costs.amount_mid
        else category_midpoints.midpoint
    end as recomputed_value,
    build_costs.currency_code as unit,
    1 as stake_factor,
    build_costs.currency_code as stake_currency_code,
    build_costs.source_code
from build_costs
inner join category_midpoints
    on
        build_costs.milestone_code = category_midpoints.milestone_code
        and build_costs.cost_category = category_midpoints.cost_category
where build_costs.plan_version = 'document'

union all

-- Staff that has a line of its own in the summary beside the staff table.
select
    'staff_counted_twice' as check_code,
    build_costs.published_build_cost_code as subject_code,
    build_costs.milestone_code || ' ' || build_costs.cost_label as subject,
    build_costs.milestone_code,
    build_costs.amount_mid as stated_value,
    0 as recomputed_value,
    build_costs.currency_code as unit,
    1 as stake_factor,
    build_costs.currency_code as stake_currency_code,
    build_costs.source_code
from build_costs
where
    build_costs.plan_version = 'document'
    and build_costs.cost_category = 'labor'
    and build_costs.cost_label <> 'personnel'
    and exists (
        select 1
        from personnel_lines
        where
            build_costs.milestone_code = personnel_lines.milestone_code
            and lower(personnel_lines.role_title) like '%' || build_costs.cost_label || '%'
    )

union all

select
    'item_counted_twice' as check_code,
    repeated.published_other_build_line_code as subject_code,
    repeated.milestone_code || ' ' || repeated.item as subject,
    repeated.milestone_code,
    first_lines.amount_low + repeated.amount_low as stated_value,
    first_lines.amount_low as recomputed_value,
    repeated.currency_code as unit,
    1 as stake_factor,
    repeated.currency_code as stake_currency_code,
    repeated.source_code
from other_lines as repeated
inner join other_lines as first_lines
    on
        repeated.milestone_code = first_lines.milestone_code
        and repeated.cost_table <> first_lines.cost_table
        and repeated.amount_low = first_lines.amount_low
        and repeated.item like first_lines.item || ' %'
