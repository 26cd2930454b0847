-- One row per named scenario, month, milestone (or operations), cost category, line and priced
-- input: the part of the line that rests on the input. Parts add up to the line. A relief is
-- negative: its part is rounded first, and line plus reliefs is split over the other inputs.
{% set line = ['scenario_code', 'month_index', 'milestone_key', 'cost_category', 'line_code'] %}
with figures as (
    select
        *,
        variant_code as scenario_code
    from {{ ref('int_cost_ledger') }}
    where is_published
),

stack as (select * from {{ ref('int_loaded_labor_lines') }} where annual_amount <> 0),

tiers as (select * from {{ ref('int_service_tier_prices') }} where tier_price > 0),

price_parts as (
    -- What is paid rests on all lines of the stack but the severance accrual, and the accrual on
    -- that line alone.
    select
        figures.*,
        stack.seed,
        stack.input_key,
        stack.line_number as part_order,
        stack.annual_amount as part_weight
    from figures
    inner join stack
        on
            figures.price_key = stack.salary_benchmark_code
            and figures.estimate = stack.estimate
            and figures.pay_valid_from = stack.valid_from
            and figures.pay_multiplier = stack.pay_multiplier
            and figures.is_cash <> stack.is_severance_accrual
    where figures.price_seed = 'raw_salary_benchmarks'

    union all

    -- A component is split like the bill of its service.
    select
        figures.*,
        figures.price_seed as seed,
        tiers.tier_code as input_key,
        1 as part_order,
        tiers.tier_price as part_weight
    from figures
    inner join tiers
        on
            figures.scenario_code = tiers.variant_code
            and figures.month_index = tiers.month_index
            and figures.price_key = tiers.service_code
    where figures.price_seed = 'raw_service_pricing_tiers'

    union all

    -- Any other line rests on one row.
    select
        figures.*,
        figures.price_seed as seed,
        figures.price_key as input_key,
        1 as part_order,
        1 as part_weight
    from figures
    where figures.price_seed not in ('raw_salary_benchmarks', 'raw_service_pricing_tiers')
),

totals as (
    select
        *,
        cast(
            sum(part_weight) over (partition by {{ line | join(', ') }}) as decimal(28, 10)
        ) as whole_weight
    from price_parts
),

reliefs as (
    select
        *,
        case
            when part_weight < 0
                then {{ divide(product(['part_weight', 'cost_eur']), 'whole_weight', 2) }}
            else cast(0 as decimal(18, 2))
        end as relief_eur
    from totals
),

-- The line and what the reliefs took off it.
gross_parts as (
    select
        *,
        cast(
            cost_eur - sum(relief_eur) over (partition by {{ line | join(', ') }}) as decimal(18, 2)
        ) as gross_eur
    from reliefs
),

positive_parts as (select * from gross_parts where part_weight > 0),

allocated as (
    {{ largest_remainder(
        'positive_parts', 'gross_eur', 'part_weight', line, ['seed', 'input_key'],
        ['part_order', byte_order('input_key')]
    ) }}
)

select
    {{ line | join(',\n    ') }},
    seed,
    input_key,
    allocated_amount as amount_eur
from allocated

union all

select
    {{ line | join(',\n    ') }},
    seed,
    input_key,
    relief_eur as amount_eur
from gross_parts
where part_weight < 0
