-- One row per estimate of a three-point range.
select
    'low' as estimate,
    1 as estimate_order

union all

select
    'mid' as estimate,
    2 as estimate_order

union all

select
    'high' as estimate,
    3 as estimate_order
