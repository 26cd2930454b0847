-- One row per milestone: what the published plan states (document version), in EUR at the plan
-- rate.
with lines as (
    select *
    from {{ ref('stg_published_build_costs') }}
    where
        plan_version = 'document'
        and not is_stated_total
        and amount_mid is not null
),

targets as (select * from {{ ref('stg_published_milestone_targets') }}),

fx_rates as (select * from {{ ref('int_plan_fx_rates') }}),

totals as (
    select
        milestone_code,
        currency_code,
        sum(amount_mid) as amount_mid
    from lines
    group by milestone_code, currency_code
)

select
    totals.milestone_code,
    cast(
        round({{ product(['totals.amount_mid', 'cost_rates.eur_per_unit']) }}, 2) as decimal(18, 2)
    ) as published_mid_eur,
    cast(
        {{ product(['targets.published_cost_per_user', 'target_rates.eur_per_unit']) }}
        as decimal(18, 6)
    ) as published_cost_per_user
from totals
inner join fx_rates as cost_rates on totals.currency_code = cost_rates.currency_code
inner join targets on totals.milestone_code = targets.milestone_code
inner join fx_rates as target_rates on targets.currency_code = target_rates.currency_code
