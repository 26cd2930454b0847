-- One row per milestone and cost category that either version of the plan states: the mid of both,
-- 0 where a version has no such line. Digits as stated: both are USD, though the database says EUR.
with lines as (
    select
        *,
        max(case when plan_version = 'document' then currency_code end) over ()
            as document_currency_code,
        max(case when plan_version = 'database' then source_code end) over ()
            as database_source_code
    from {{ ref('stg_published_build_costs') }}
    where
        not is_stated_total
        and amount_mid is not null
)

select
    milestone_code,
    cost_category,
    cast(
        sum(case when plan_version = 'document' then amount_mid else 0 end) as decimal(18, 2)
    ) as document_mid,
    cast(
        sum(case when plan_version = 'database' then amount_mid else 0 end) as decimal(18, 2)
    ) as database_mid,
    document_currency_code,
    database_source_code
from lines
group by milestone_code, cost_category, document_currency_code, database_source_code
