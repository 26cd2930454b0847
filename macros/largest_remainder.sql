{#-
    Splits an amount over parts so that the parts add up exactly: integer cents, each part its floor, the cents left
    over to the largest remainders, ties to the part that comes first in `tie_order`. A negative amount is the split of
    its absolute value with the sign put back.

    relation      CTE with one row a part
    amount        column of two decimals, the same in all rows of a partition
    weight        column, not negative, at most ten decimals
    partition_by  columns that name the whole
    part_key      columns that name the part; null in the row of an amount whose weights are all 0 (nothing is lost)
    tie_order     sort expressions, total within a partition

    Helper columns start with `lr_`, so that they never meet a column of the relation.

    Result: the partition_by and part_key columns and `allocated_amount`, decimal(18, 2).
-#}
{% macro largest_remainder(relation, amount, weight, partition_by, part_key, tie_order) %}
    {%- set whole = partition_by | join(', ') -%}
    select
        {{ whole }},
        {{ part_key | join(', ') }},
        {{ from_cents(
            'lr_amount_sign * (lr_floor_cents + case when lr_remainder_rank <= lr_cents_left_over then 1 else 0 end)'
        ) }} as allocated_amount
    from (
        select
            *,
            lr_cents - sum(lr_floor_cents) over (partition by {{ whole }}) as lr_cents_left_over,
            row_number() over (
                partition by {{ whole }} order by lr_remainder desc, {{ tie_order | join(', ') }}
            ) as lr_remainder_rank
        from (
            select
                *,
                {{ integer_quotient('lr_cents * lr_part_weight', 'lr_whole_weight') }} as lr_floor_cents,
                mod(lr_cents * lr_part_weight, lr_whole_weight) as lr_remainder
            from (
                select
                    *,
                    {{ to_cents('abs(' ~ amount ~ ')') }} as lr_cents,
                    case when {{ amount }} < 0 then -1 else 1 end as lr_amount_sign,
                    cast(cast({{ weight }} as decimal(28, 10)) * 10000000000 as {{ big_integer() }}) as lr_part_weight,
                    sum(cast(cast({{ weight }} as decimal(28, 10)) * 10000000000 as {{ big_integer() }})) over (
                        partition by {{ whole }}
                    ) as lr_whole_weight
                from {{ relation }}
            ) as weighted
            where lr_whole_weight > 0
        ) as floored
    ) as ranked

    union all

    select
        {{ whole }},
        {%- for column in part_key %}
        null as {{ column }},
        {%- endfor %}
        max({{ amount }}) as allocated_amount
    from {{ relation }}
    group by {{ whole }}
    having sum({{ weight }}) = 0
{% endmacro %}
