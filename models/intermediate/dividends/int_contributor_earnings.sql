-- One row per dividend run, period and eligible contributor: the part of the pool, to the cent.
with parts as (select * from {{ ref('int_contributor_parts') }}),

last_cents as (select * from {{ ref('int_dividend_last_cents') }})

select
    parts.dividend_run_code,
    parts.period_start,
    parts.contributor_code,
    {{ divide('parts.composite_score', 'parts.total_composite', 8) }} as contribution_share,
    {{ from_cents(
        'parts.part_cents + case'
        ~ ' when parts.remainder > last_cents.last_remainder then 1'
        ~ ' when parts.remainder = last_cents.last_remainder and '
        ~ byte_order('parts.contributor_code') ~ ' <= '
        ~ byte_order('last_cents.last_contributor_code') ~ ' then 1'
        ~ ' else 0 end'
    ) }} as earned_eur
from parts
left join last_cents
    on
        parts.dividend_run_code = last_cents.dividend_run_code
        and parts.period_start = last_cents.period_start
