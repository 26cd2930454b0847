-- One row per check and subject: the database version against the document from which it was typed.
-- Never add up values: checks look at the same amounts.
with version_lines as (select * from {{ ref('int_published_version_lines') }}),

database_rows as (
    select *
    from {{ ref('stg_published_build_costs') }}
    where plan_version = 'database'
),

document_currency as (
    select distinct currency_code
    from {{ ref('stg_published_build_costs') }}
    where plan_version = 'document'
),

database_source as (
    select distinct source_code
    from database_rows
),

targets as (select * from {{ ref('stg_published_milestone_targets') }}),

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
    lower(version_lines.milestone_code) || '-' || version_lines.cost_category as subject_code,
    version_lines.milestone_code || ' ' || version_lines.cost_category as subject,
    version_lines.milestone_code,
    cast(version_lines.database_mid as decimal(18, 6)) as stated_value,
    cast(version_lines.document_mid as decimal(18, 6)) as recomputed_value,
    false as is_rounded,
    document_currency.currency_code as unit,
    'read in the currency of the document, the database states' as stated_phrase,
    'the document states' as recomputed_phrase,
    database_source.source_code
from version_lines
cross join document_currency
cross join database_source

union all

-- The same digits in another currency: what was USD became EUR.
select
    'currency_relabeled' as check_code,
    database_rows.published_build_cost_code as subject_code,
    database_rows.milestone_code || ' ' || database_rows.cost_label as subject,
    database_rows.milestone_code,
    cast(database_rows.amount_mid as decimal(18, 6)) as stated_value,
    cast(
        round({{ product(['database_rows.amount_mid', 'fx_rates.eur_per_unit']) }}, 2)
        as decimal(18, 6)
    ) as recomputed_value,
    false as is_rounded,
    database_rows.currency_code as unit,
    'the database states' as stated_phrase,
    'the same digits in the currency of the document are worth' as recomputed_phrase,
    database_rows.source_code
from database_rows
inner join version_lines
    on
        database_rows.milestone_code = version_lines.milestone_code
        and database_rows.cost_category = version_lines.cost_category
        and database_rows.amount_mid = version_lines.document_mid
cross join document_currency
inner join fx_rates on document_currency.currency_code = fx_rates.currency_code
where
    database_rows.currency_code <> document_currency.currency_code
    and database_rows.amount_mid <> 0

union all

select
    'currency_relabeled' as check_code,
    database_rows.published_build_cost_code as subject_code,
    database_rows.milestone_code || ' cost per user' as subject,
    database_rows.milestone_code,
    database_rows.cost_per_user as stated_value,
    cast(
        {{ product(['targets.published_cost_per_user', 'fx_rates.eur_per_unit']) }}
        as decimal(18, 6)
    ) as recomputed_value,
    false as is_rounded,
    database_rows.currency_code || ' per user and month' as unit,
    'the database states' as stated_phrase,
    'the same digits in the currency of the document are worth' as recomputed_phrase,
    database_rows.source_code
from database_rows
inner join targets
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
    cast(coalesce(database_totals.stated_value, 0) as decimal(18, 6)) as stated_value,
    cast(coalesce(document_totals.monthly_amount, 0) as decimal(18, 6)) as recomputed_value,
    false as is_rounded,
    coalesce(database_totals.currency_code, document_totals.currency_code) || ' per month'
        as unit,
    case
        when database_totals.user_scale is null then 'the database has no such scale, so'
        else 'the database states'
    end as stated_phrase,
    'the document states' as recomputed_phrase,
    coalesce(database_totals.source_code, document_totals.source_code) as source_code
from document_totals
full outer join database_totals on document_totals.user_scale = database_totals.user_scale
