-- One row per check and subject: the database version against the document from which it was typed.
-- Never add up values: checks look at the same amounts.
with version_lines as (select * from {{ ref('int_published_version_lines') }}),

database_rows as (
    select *
    from {{ ref('stg_published_build_costs') }}
    where plan_version = 'database'
),

fx_rates as (select * from {{ ref('int_plan_fx_rates') }}),

document_totals as (
    select *
    from {{ ref('stg_published_infrastructure_components') }}
    where is_stated_total
),

document_scales as (select * from {{ ref('int_published_scale_costs') }}),

database_totals as (
    select *
    from {{ ref('stg_published_database_infrastructure') }}
    where is_stated_total
),

-- Legal and compliance count as one: the versions file the same work under either.
baskets as (
    select
        plan_version,
        milestone_code,
        cost_label,
        amount_mid,
        currency_code,
        source_code,
        case when cost_category = 'compliance' then 'legal' else cost_category end as basket
    from {{ ref('stg_published_build_costs') }}
    where
        not is_stated_total
        and amount_mid <> 0
),

personnel as (
    select *
    from baskets
    where
        plan_version = 'document'
        and cost_label = 'personnel'
),

document_lines as (
    select *
    from baskets
    where
        plan_version = 'document'
        and cost_label <> 'personnel'
),

database_lines as (
    select *
    from baskets
    where
        plan_version = 'database'
        and basket <> 'labor'
),

document_baskets as (
    select
        milestone_code,
        basket,
        max(currency_code) as currency_code,
        cast(sum(amount_mid) as decimal(18, 2)) as amount_mid
    from document_lines
    group by milestone_code, basket
),

database_baskets as (
    select
        milestone_code,
        basket,
        max(source_code) as source_code,
        cast(sum(amount_mid) as decimal(18, 2)) as amount_mid
    from database_lines
    group by milestone_code, basket
),

-- Amounts of the document in categories of which the database has nothing.
dropped_lines as (
    select document_lines.*
    from document_lines
    left join database_baskets
        on
            document_lines.milestone_code = database_baskets.milestone_code
            and document_lines.basket = database_baskets.basket
    where database_baskets.basket is null
),

-- A category that only the database has stands in the document under another one, or nowhere.
matched_baskets as (
    select
        database_baskets.milestone_code,
        database_baskets.basket,
        database_baskets.source_code,
        database_baskets.amount_mid,
        coalesce(document_baskets.amount_mid, 0) as document_mid,
        personnel.currency_code as document_currency_code,
        case
            when document_baskets.amount_mid is not null then 'database_build_cost'
            when count(dropped_lines.amount_mid) > 0 then 'database_misfiled'
            else 'database_line_added'
        end as check_code
    from database_baskets
    inner join personnel on database_baskets.milestone_code = personnel.milestone_code
    left join document_baskets
        on
            database_baskets.milestone_code = document_baskets.milestone_code
            and database_baskets.basket = document_baskets.basket
    left join dropped_lines
        on
            database_baskets.milestone_code = dropped_lines.milestone_code
            and database_baskets.amount_mid = dropped_lines.amount_mid
    group by
        database_baskets.milestone_code,
        database_baskets.basket,
        database_baskets.source_code,
        database_baskets.amount_mid,
        document_baskets.amount_mid,
        personnel.currency_code
)

select
    check_code,
    lower(milestone_code) || '-' || basket as subject_code,
    milestone_code || ' ' || basket as subject,
    milestone_code,
    amount_mid as stated_value,
    document_mid as recomputed_value,
    document_currency_code as unit,
    1 as stake_factor,
    document_currency_code as stake_currency_code,
    cast(null as integer) as user_scale,
    source_code
from matched_baskets

union all

select
    'database_labor' as check_code,
    lower(labor.milestone_code) || '-labor' as subject_code,
    labor.milestone_code || ' labor' as subject,
    labor.milestone_code,
    labor.amount_mid as stated_value,
    personnel.amount_mid as recomputed_value,
    personnel.currency_code as unit,
    1 as stake_factor,
    personnel.currency_code as stake_currency_code,
    cast(null as integer) as user_scale,
    labor.source_code
from baskets as labor
inner join personnel on labor.milestone_code = personnel.milestone_code
where
    labor.plan_version = 'database'
    and labor.basket = 'labor'

union all

select
    'database_line_dropped' as check_code,
    lower(dropped_lines.milestone_code) || '-' || dropped_lines.cost_label as subject_code,
    dropped_lines.milestone_code || ' ' || dropped_lines.cost_label as subject,
    dropped_lines.milestone_code,
    0 as stated_value,
    dropped_lines.amount_mid as recomputed_value,
    dropped_lines.currency_code as unit,
    1 as stake_factor,
    dropped_lines.currency_code as stake_currency_code,
    cast(null as integer) as user_scale,
    dropped_lines.source_code
from dropped_lines
left join database_lines
    on
        dropped_lines.milestone_code = database_lines.milestone_code
        and dropped_lines.amount_mid = database_lines.amount_mid
where database_lines.milestone_code is null

union all

-- The whole effect of the label, once: all digits of the database are those of the document.
select
    'currency_total' as check_code,
    'program' as subject_code,
    'All milestones' as subject,
    cast(null as {{ dbt.type_string() }}) as milestone_code,
    cast(sum(digits.amount_mid) as decimal(18, 2)) as stated_value,
    cast(round(
        sum({{ product(['digits.amount_mid', 'fx_rates.eur_per_unit']) }}), 2
    ) as decimal(18, 2)) as recomputed_value,
    max(digits.currency_code) as unit,
    1 as stake_factor,
    max(digits.currency_code) as stake_currency_code,
    cast(null as integer) as user_scale,
    max(digits.source_code) as source_code
from baskets as digits
inner join personnel on digits.milestone_code = personnel.milestone_code
inner join fx_rates on personnel.currency_code = fx_rates.currency_code
where digits.plan_version = 'database'
having count(*) > 0

union all

-- The same digits in another currency: what was USD became EUR.
select
    'currency_relabeled' as check_code,
    database_rows.published_build_cost_code as subject_code,
    database_rows.milestone_code || ' ' || database_rows.cost_label as subject,
    database_rows.milestone_code,
    database_rows.amount_mid as stated_value,
    round({{ product(['database_rows.amount_mid', 'fx_rates.eur_per_unit']) }}, 2)
        as recomputed_value,
    database_rows.currency_code as unit,
    1 as stake_factor,
    database_rows.currency_code as stake_currency_code,
    cast(null as integer) as user_scale,
    database_rows.source_code
from database_rows
inner join version_lines
    on
        database_rows.milestone_code = version_lines.milestone_code
        and database_rows.cost_category = version_lines.cost_category
        and database_rows.amount_mid = version_lines.document_mid
inner join fx_rates on version_lines.document_currency_code = fx_rates.currency_code
where
    database_rows.currency_code <> version_lines.document_currency_code
    and database_rows.amount_mid <> 0

union all

select
    'currency_relabeled_per_user' as check_code,
    database_rows.published_build_cost_code as subject_code,
    database_rows.milestone_code || ' cost per user' as subject,
    database_rows.milestone_code,
    database_rows.cost_per_user as stated_value,
    {{ product(['targets.published_cost_per_user', 'fx_rates.eur_per_unit']) }}
        as recomputed_value,
    database_rows.currency_code || ' per user and month' as unit,
    1 as stake_factor,
    database_rows.currency_code as stake_currency_code,
    cast(null as integer) as user_scale,
    database_rows.source_code
from database_rows
inner join {{ ref('stg_published_milestone_targets') }} as targets
    on
        database_rows.milestone_code = targets.milestone_code
        and database_rows.cost_per_user = targets.published_cost_per_user
inner join fx_rates on targets.currency_code = fx_rates.currency_code
where database_rows.currency_code <> targets.currency_code

union all

select
    'database_scale' as check_code,
    'scale-' || {{ plain_number('database_totals.user_scale') }} as subject_code,
    'Infrastructure for ' || {{ plain_number('database_totals.user_scale') }} || ' users'
        as subject,
    cast(null as {{ dbt.type_string() }}) as milestone_code,
    database_totals.stated_value,
    case
        when database_totals.stated_value = document_totals.monthly_amount
            then database_totals.stated_value
        else document_scales.monthly_amount
    end as recomputed_value,
    database_totals.currency_code || ' per month' as unit,
    1 as stake_factor,
    database_totals.currency_code as stake_currency_code,
    database_totals.user_scale,
    database_totals.source_code
from database_totals
inner join document_totals on database_totals.user_scale = document_totals.user_scale
inner join document_scales on database_totals.user_scale = document_scales.user_scale
