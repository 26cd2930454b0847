-- One row per policy that runs alone and period: how unequal the sample's earnings are, whose
-- balances stay, and what paying it costs. Gini = (2 x sum of rank x earned - (n + 1) x sum) / (n x
-- sum), ranks from the least earned; the top decile is the best paid tenth, rounded up to a person.
with balances as (
    select * from {{ ref('int_contributor_balances') }} where dividend_run_code <> 'in_force'
),

pools as (select * from {{ ref('int_dividend_pools') }} where dividend_run_code <> 'in_force'),

earnings as (
    select * from {{ ref('int_contributor_earnings') }} where dividend_run_code <> 'in_force'
),

contributors as (select * from {{ ref('stg_contributors') }}),

methods as (select * from {{ ref('stg_payout_methods') }}),

fx_rates as (
    select rates.*
    from {{ ref('int_variant_fx_rates') }} as rates
    inner join {{ ref('int_scenario_variants') }} as variants
        on rates.variant_code = variants.variant_code and variants.is_default
),

ranked as (
    select
        dividend_run_code,
        period_start,
        earned_eur,
        row_number() over (
            partition by dividend_run_code, period_start
            order by earned_eur, {{ byte_order('contributor_code') }}
        ) as earnings_rank,
        count(*) over (partition by dividend_run_code, period_start) as earners
    from earnings
),

-- Whole numbers of cents and people up to the one division.
sums as (
    select
        dividend_run_code,
        period_start,
        cast(max(earners) as bigint) as earners,
        cast(sum(earned_eur) as decimal(18, 2)) as earned_eur,
        cast(sum(cast(earnings_rank as bigint) * earned_eur) as decimal(28, 2)) as ranked_eur,
        cast(
            sum(
                case
                    when earnings_rank > earners - {{ integer_quotient('(earners + 9)', '10') }}
                        then earned_eur
                    else 0
                end
            ) as decimal(18, 2)
        ) as top_decile_eur
    from ranked
    group by dividend_run_code, period_start
),

paid as (
    select
        balances.dividend_run_code,
        balances.period_start,
        contributors.payout_method_code,
        count(*) as payees,
        sum(balances.paid_eur) as paid_eur
    from balances
    inner join contributors on balances.contributor_code = contributors.contributor_code
    where balances.paid_eur > 0
    group by balances.dividend_run_code, balances.period_start, contributors.payout_method_code
),

fees as (
    select
        paid.dividend_run_code,
        paid.period_start,
        cast(
            round(
                sum(
                    {{ product(['paid.payees', 'methods.fixed_fee', 'fx_rates.eur_per_unit']) }}
                    + {{ product(['cast(paid.paid_eur as decimal(18, 2))', 'methods.rate']) }}
                ),
                2
            ) as decimal(18, 2)
        ) as payout_fees_eur
    from paid
    inner join methods on paid.payout_method_code = methods.payout_method_code
    inner join fx_rates on methods.currency_code = fx_rates.currency_code
    group by paid.dividend_run_code, paid.period_start
),

stranded as (
    select
        dividend_run_code,
        period_start,
        cast(sum(case when closing_balance_eur > 0 then 1 else 0 end) as integer)
            as stranded_contributors,
        cast(sum(closing_balance_eur) as decimal(18, 2)) as stranded_eur
    from balances
    group by dividend_run_code, period_start
)

select
    pools.dividend_run_code,
    pools.period_start,
    {{ divide('sums.top_decile_eur', 'sums.earned_eur', 6, 9) }} as top_decile_share,
    {{ divide(
        '(2 * sums.ranked_eur - (sums.earners + 1) * sums.earned_eur)',
        'sums.earners * sums.earned_eur', 6, 9
    ) }} as gini,
    coalesce(stranded.stranded_contributors, 0) as stranded_contributors,
    cast(coalesce(stranded.stranded_eur, 0) as decimal(18, 2)) as stranded_eur,
    cast(coalesce(fees.payout_fees_eur, 0) as decimal(18, 2)) as payout_fees_eur
from pools
left join sums
    on
        pools.dividend_run_code = sums.dividend_run_code
        and pools.period_start = sums.period_start
left join stranded
    on
        pools.dividend_run_code = stranded.dividend_run_code
        and pools.period_start = stranded.period_start
left join fees
    on
        pools.dividend_run_code = fees.dividend_run_code
        and pools.period_start = fees.period_start
