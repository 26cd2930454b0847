-- One row per dividend run and period whose pool leaves cents over when each part is cut to whole
-- cents: the remainder and the contributor that get the last of them. The largest remainders come
-- first, ties in the order of the codes; who comes before or at this one gets a cent more.
-- Parts are counted by class of remainder, and only the class that holds the last cent is sorted:
-- the parts can be millions.
{% set classes = 4096 %}
with parts as (
    select
        *,
        {{ integer_quotient(
            'remainder', '(' ~ integer_quotient('total_composite', classes) ~ ' + 1)'
        ) }} as remainder_class
    from {{ ref('int_contributor_parts') }}
),

classes as (
    select
        dividend_run_code,
        period_start,
        remainder_class,
        pool_cents,
        count(*) as parts,
        sum(part_cents) as part_cents
    from parts
    group by dividend_run_code, period_start, remainder_class, pool_cents
),

counted as (
    select
        dividend_run_code,
        period_start,
        remainder_class,
        parts,
        sum(parts) over (
            partition by dividend_run_code, period_start order by remainder_class desc
        ) as parts_down_to_class,
        pool_cents - sum(part_cents) over (partition by dividend_run_code, period_start)
            as cents_left_over
    from classes
),

ranked as (
    select
        parts.dividend_run_code,
        parts.period_start,
        parts.contributor_code,
        parts.remainder,
        counted.cents_left_over - counted.parts_down_to_class + counted.parts as cents_in_class,
        row_number() over (
            partition by parts.dividend_run_code, parts.period_start
            order by parts.remainder desc, {{ byte_order('parts.contributor_code') }}
        ) as remainder_rank
    from parts
    inner join counted
        on
            parts.dividend_run_code = counted.dividend_run_code
            and parts.period_start = counted.period_start
            and parts.remainder_class = counted.remainder_class
    where
        counted.cents_left_over <= counted.parts_down_to_class
        and counted.cents_left_over > counted.parts_down_to_class - counted.parts
)

select
    dividend_run_code,
    period_start,
    remainder as last_remainder,
    contributor_code as last_contributor_code
from ranked
where remainder_rank = cents_in_class
