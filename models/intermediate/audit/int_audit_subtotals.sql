-- One row per check and subject: a stated subtotal or total against the sum of its own lines. Never
-- add up values: subtotals are parts of totals, and currencies differ.
with personnel_lines as (select * from {{ ref('stg_published_personnel_lines') }}),

other_lines as (select * from {{ ref('stg_published_other_build_lines') }}),

build_costs as (
    select *
    from {{ ref('stg_published_build_costs') }}
    where cost_category <> 'cost_per_user'
),

operations as (
    select *
    from {{ ref('stg_published_monthly_operations') }}
    where section = 'operations'
),

document_scales as (select * from {{ ref('stg_published_infrastructure_components') }}),

database_scales as (select * from {{ ref('stg_published_database_infrastructure') }}),

staff_sums as (
    select
        milestone_code,
        sum(stated_amount) as amount
    from personnel_lines
    where not is_subtotal
    group by milestone_code
),

-- A fee per payment has no amount.
table_sums as (
    select
        milestone_code,
        cost_table,
        sum(coalesce(amount_low, 0)) as amount_low,
        sum(coalesce(amount_high, 0)) as amount_high
    from other_lines
    where not is_subtotal
    group by milestone_code, cost_table
),

category_sums as (
    select
        plan_version,
        milestone_code,
        sum(amount_low) as amount_low,
        sum(amount_mid) as amount_mid,
        sum(amount_high) as amount_high
    from build_costs
    where not is_stated_total
    group by plan_version, milestone_code
),

operation_sums as (
    select
        milestone_code,
        sum(stated_amount) as amount
    from operations
    where line_kind = 'item'
    group by milestone_code
),

document_scale_sums as (
    select
        user_scale,
        sum(monthly_amount) as amount
    from document_scales
    where not is_stated_total
    group by user_scale
),

database_scale_sums as (
    select
        model_code,
        sum(stated_value) as amount
    from database_scales
    where line_kind = 'component'
    group by model_code
)

select
    'staff_subtotal' as check_code,
    subtotals.published_personnel_line_code as subject_code,
    subtotals.milestone_code || ' staff subtotal' as subject,
    subtotals.milestone_code,
    cast(subtotals.stated_amount as decimal(18, 6)) as stated_value,
    cast(staff_sums.amount as decimal(18, 6)) as recomputed_value,
    false as is_rounded,
    subtotals.currency_code as unit,
    'the plan states' as stated_phrase,
    'the lines add up to' as recomputed_phrase,
    subtotals.source_code
from personnel_lines as subtotals
inner join staff_sums on subtotals.milestone_code = staff_sums.milestone_code
where subtotals.is_subtotal

union all

-- The high end has a row of its own only where the plan states a range.
{% for bound in ['low', 'high'] %}
    select
        'build_table_subtotal' as check_code,
        subtotals.published_other_build_line_code || '-{{ bound }}' as subject_code,
        subtotals.milestone_code || ' ' || subtotals.cost_table || ', {{ bound }}' as subject,
        subtotals.milestone_code,
        cast(subtotals.amount_{{ bound }} as decimal(18, 6)) as stated_value,
        cast(table_sums.amount_{{ bound }} as decimal(18, 6)) as recomputed_value,
        false as is_rounded,
        subtotals.currency_code as unit,
        'the plan states a subtotal of' as stated_phrase,
        'the lines add up to' as recomputed_phrase,
        subtotals.source_code
    from other_lines as subtotals
    inner join table_sums
        on
            subtotals.milestone_code = table_sums.milestone_code
            and subtotals.cost_table = table_sums.cost_table
    where
        subtotals.is_subtotal
        {%- if bound == 'high' %}
            and subtotals.amount_high <> subtotals.amount_low
        {%- endif %}

    union all
{% endfor %}

select
    'monthly_build_amount' as check_code,
    published_other_build_line_code as subject_code,
    milestone_code || ' ' || item as subject,
    milestone_code,
    cast(amount_low as decimal(18, 6)) as stated_value,
    cast(monthly_amount * months as decimal(18, 6)) as recomputed_value,
    false as is_rounded,
    currency_code as unit,
    'the plan states' as stated_phrase,
    'the monthly amount times the months is' as recomputed_phrase,
    source_code
from other_lines
where monthly_amount is not null

union all

{% for estimate in ['low', 'mid', 'high'] %}
    select
        'build_total' as check_code,
        totals.published_build_cost_code || '-{{ estimate }}' as subject_code,
        totals.milestone_code || ' total, ' || totals.plan_version || ', {{ estimate }}' as subject,
        totals.milestone_code,
        cast(totals.amount_{{ estimate }} as decimal(18, 6)) as stated_value,
        cast(category_sums.amount_{{ estimate }} as decimal(18, 6)) as recomputed_value,
        false as is_rounded,
        totals.currency_code as unit,
        'the plan states' as stated_phrase,
        'its categories add up to' as recomputed_phrase,
        totals.source_code
    from build_costs as totals
    inner join category_sums
        on
            totals.plan_version = category_sums.plan_version
            and totals.milestone_code = category_sums.milestone_code
    where totals.is_stated_total

    union all
{% endfor %}

select
    'operations_total' as check_code,
    totals.published_monthly_operation_code as subject_code,
    totals.milestone_code || ' monthly operations' as subject,
    totals.milestone_code,
    totals.stated_amount as stated_value,
    cast(operation_sums.amount as decimal(18, 6)) as recomputed_value,
    false as is_rounded,
    totals.currency_code || ' per month' as unit,
    'the plan states' as stated_phrase,
    'the items add up to' as recomputed_phrase,
    totals.source_code
from operations as totals
inner join operation_sums on totals.milestone_code = operation_sums.milestone_code
where totals.line_kind = 'total'

union all

select
    'document_scale_total' as check_code,
    totals.published_infrastructure_component_code as subject_code,
    'Infrastructure for ' || {{ plain_number('totals.user_scale') }} || ' users, document'
        as subject,
    cast(null as {{ dbt.type_string() }}) as milestone_code,
    cast(totals.monthly_amount as decimal(18, 6)) as stated_value,
    cast(document_scale_sums.amount as decimal(18, 6)) as recomputed_value,
    false as is_rounded,
    totals.currency_code || ' per month' as unit,
    'the plan states' as stated_phrase,
    'the components add up to' as recomputed_phrase,
    totals.source_code
from document_scales as totals
inner join document_scale_sums on totals.user_scale = document_scale_sums.user_scale
where totals.is_stated_total

union all

select
    'database_scale_total' as check_code,
    totals.published_database_infrastructure_code as subject_code,
    'Infrastructure for ' || {{ plain_number('totals.user_scale') }} || ' users, database'
        as subject,
    cast(null as {{ dbt.type_string() }}) as milestone_code,
    cast(totals.stated_value as decimal(18, 6)) as stated_value,
    cast(database_scale_sums.amount as decimal(18, 6)) as recomputed_value,
    false as is_rounded,
    totals.currency_code || ' per month' as unit,
    'the database states' as stated_phrase,
    'the components add up to' as recomputed_phrase,
    totals.source_code
from database_scales as totals
inner join database_scale_sums on totals.model_code = database_scale_sums.model_code
where totals.is_stated_total
