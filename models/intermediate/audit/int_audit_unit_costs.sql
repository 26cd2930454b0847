-- One row per check and subject: a stated cost per user, marginal cost or monthly price against the
-- figures that it is a ratio of. Never add up values: they are ratios.
with operations as (select * from {{ ref('stg_published_monthly_operations') }}),

targets as (select * from {{ ref('stg_published_milestone_targets') }}),

database_scales as (select * from {{ ref('stg_published_database_infrastructure') }}),

thresholds as (select * from {{ ref('stg_published_user_scale_thresholds') }}),

-- Net of revenue, which only the last milestones have.
net_operations as (
    select
        milestones.milestone_code,
        milestones.target_users,
        sum(case
            when operations.section = 'operations' and operations.line_kind = 'total'
                then operations.stated_amount
            when operations.line_kind = 'revenue' then -operations.stated_amount
            else 0
        end) as net_amount
    from {{ ref('stg_milestones') }} as milestones
    inner join operations on milestones.milestone_code = operations.milestone_code
    group by milestones.milestone_code, milestones.target_users
),

scale_totals as (
    select
        model_code,
        user_scale,
        sum(case when line_kind = 'component' then stated_value else 0 end) as component_total
    from database_scales
    group by model_code, user_scale
),

-- No check starts from a figure that another check corrects: components of the document.
document_scales as (select * from {{ ref('int_published_scale_costs') }}),

ordered_scales as (
    select
        scale_totals.model_code,
        lag(scale_totals.user_scale) over scales_by_users as smaller_scale,
        document_scales.monthly_amount
        - lag(document_scales.monthly_amount) over scales_by_users as added_total,
        scale_totals.user_scale - lag(scale_totals.user_scale) over scales_by_users as added_users
    from scale_totals
    inner join document_scales on scale_totals.user_scale = document_scales.user_scale
    window scales_by_users as (order by scale_totals.user_scale)
)

select
    'operations_cost_per_user' as check_code,
    ratios.published_monthly_operation_code as subject_code,
    ratios.milestone_code || ' cost per user, operations table' as subject,
    ratios.milestone_code,
    ratios.stated_amount as stated_value,
    {{ divide('net_operations.net_amount', 'users.stated_amount') }} as recomputed_value,
    ratios.currency_code || ' per user and month' as unit,
    1 as stake_factor,
    ratios.currency_code as stake_currency_code,
    cast(null as integer) as user_scale,
    ratios.source_code
from operations as ratios
inner join net_operations on ratios.milestone_code = net_operations.milestone_code
inner join operations as users
    on
        ratios.milestone_code = users.milestone_code
        and users.line_kind = 'users'
where ratios.line_kind = 'cost_per_user'

union all

select
    'target_cost_per_user' as check_code,
    targets.published_milestone_target_code as subject_code,
    targets.milestone_code || ' cost per user, milestone targets' as subject,
    targets.milestone_code,
    targets.published_cost_per_user as stated_value,
    {{ divide('net_operations.net_amount', 'net_operations.target_users') }} as recomputed_value,
    targets.currency_code || ' per user and month' as unit,
    1 as stake_factor,
    targets.currency_code as stake_currency_code,
    cast(null as integer) as user_scale,
    targets.source_code
from targets
inner join net_operations on targets.milestone_code = net_operations.milestone_code

union all

select
    'database_cost_per_user' as check_code,
    build_costs.published_build_cost_code as subject_code,
    build_costs.milestone_code || ' cost per user, database' as subject,
    build_costs.milestone_code,
    build_costs.cost_per_user as stated_value,
    {{ divide('net_operations.net_amount', 'net_operations.target_users') }} as recomputed_value,
    targets.currency_code || ' per user and month' as unit,
    1 as stake_factor,
    targets.currency_code as stake_currency_code,
    cast(null as integer) as user_scale,
    build_costs.source_code
from {{ ref('stg_published_build_costs') }} as build_costs
inner join targets on build_costs.milestone_code = targets.milestone_code
inner join net_operations on build_costs.milestone_code = net_operations.milestone_code
where build_costs.cost_per_user is not null

union all

select
    'scale_cost_per_user' as check_code,
    ratios.published_database_infrastructure_code as subject_code,
    'Cost per user at ' || {{ plain_number('ratios.user_scale') }} || ' users, database'
        as subject,
    cast(null as {{ dbt.type_string() }}) as milestone_code,
    ratios.stated_value,
    {{ divide('scale_totals.component_total', 'scale_totals.user_scale') }} as recomputed_value,
    ratios.currency_code || ' per user and month' as unit,
    ratios.user_scale as stake_factor,
    ratios.currency_code as stake_currency_code,
    ratios.user_scale,
    ratios.source_code
from database_scales as ratios
inner join scale_totals on ratios.model_code = scale_totals.model_code
where
    ratios.line_kind = 'cost_per_user'
    and ratios.stated_value is not null

union all

select
    'threshold_variable_cost' as check_code,
    thresholds.published_user_scale_threshold_code as subject_code,
    'Variable cost per user at ' || {{ plain_number('thresholds.user_scale') }} || ' users'
        as subject,
    thresholds.milestone_code,
    thresholds.variable_cost_per_user as stated_value,
    {{ divide(
        product(['document_scales.monthly_amount', '1 - thresholds.fixed_cost_share']),
        'thresholds.user_scale'
    ) }} as recomputed_value,
    thresholds.currency_code || ' per user and month' as unit,
    thresholds.user_scale as stake_factor,
    thresholds.currency_code as stake_currency_code,
    thresholds.user_scale,
    thresholds.source_code
from thresholds
inner join document_scales on thresholds.user_scale = document_scales.user_scale
where thresholds.user_scale > 0

union all

select
    'marginal_cost' as check_code,
    ratios.published_database_infrastructure_code as subject_code,
    'Marginal cost at ' || {{ plain_number('ratios.user_scale') }} || ' users' as subject,
    cast(null as {{ dbt.type_string() }}) as milestone_code,
    ratios.stated_value,
    {{ divide(product(['ordered_scales.added_total', '1000']), 'ordered_scales.added_users') }}
        as recomputed_value,
    ratios.currency_code || ' per 1,000 users and month' as unit,
    {{ divide('ordered_scales.added_users', '1000') }} as stake_factor,
    ratios.currency_code as stake_currency_code,
    ratios.user_scale,
    ratios.source_code
from database_scales as ratios
inner join ordered_scales on ratios.model_code = ordered_scales.model_code
where
    ratios.line_kind = 'marginal_cost'
    and ordered_scales.smaller_scale > 0

union all

-- A month of the calendar has 24 x 365 / 12 hours.
select
    'provider_monthly_price' as check_code,
    published_provider_price_code as subject_code,
    provider || ' ' || product as subject,
    cast(null as {{ dbt.type_string() }}) as milestone_code,
    monthly_equivalent as stated_value,
    {{ divide(product(['amount', '24 * 365']), '12') }} as recomputed_value,
    currency_code || ' per month' as unit,
    1 as stake_factor,
    currency_code as stake_currency_code,
    cast(null as integer) as user_scale,
    source_code
from {{ ref('stg_published_provider_prices') }}
where
    unit = 'hour'
    and monthly_equivalent is not null
