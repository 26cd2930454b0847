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

database_totals as (
    select *
    from {{ ref('stg_published_database_infrastructure') }}
    where is_stated_total
)

select
    'database_build_cost' as check_code,
    lower(milestone_code) || '-' || cost_category as subject_code,
    milestone_code || ' ' || cost_category as subject,
    milestone_code,
    database_mid as stated_value,
    document_mid as recomputed_value,
    document_currency_code as unit,
    database_source_code as source_code
from version_lines

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
    'currency_relabeled' as check_code,
    database_rows.published_build_cost_code as subject_code,
    database_rows.milestone_code || ' cost per user' as subject,
    database_rows.milestone_code,
    database_rows.cost_per_user as stated_value,
    {{ product(['targets.published_cost_per_user', 'fx_rates.eur_per_unit']) }}
        as recomputed_value,
    database_rows.currency_code || ' per user and month' as unit,
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
    'scale-'
    || {{ plain_number('coalesce(document_totals.user_scale, database_totals.user_scale)') }}
        as subject_code,
    'Infrastructure for '
    || {{ plain_number('coalesce(document_totals.user_scale, database_totals.user_scale)') }}
    || ' users' as subject,
    cast(null as {{ dbt.type_string() }}) as milestone_code,
    coalesce(database_totals.stated_value, 0) as stated_value,
    coalesce(document_totals.monthly_amount, 0) as recomputed_value,
    coalesce(database_totals.currency_code, document_totals.currency_code) || ' per month'
        as unit,
    coalesce(database_totals.source_code, document_totals.source_code) as source_code
from document_totals
full outer join database_totals on document_totals.user_scale = database_totals.user_scale
