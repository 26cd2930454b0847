-- One row per scenario variant, estimate, planned line and month: the line's amount in EUR, spread
-- over its months. even: largest remainder over equal parts; first or last: all in that month;
-- every: equal parts in the first month and every so many months after it. Parts that fall due
-- after the horizon leave the plan.
{% set line_columns = [
    'variant_code', 'estimate', 'cost_category', 'line_code', 'milestone_key', 'source_code',
    'price_seed', 'price_key', 'quantity_seed', 'quantity_key',
] %}
with lines as (select * from {{ ref('int_planned_lines') }}),

months as (select * from {{ ref('int_calendar_months') }}),

variants as (select * from {{ ref('int_scenario_variants') }}),

estimates as (select * from {{ ref('int_variant_estimates') }}),

fx_rates as (select * from {{ ref('int_variant_fx_rates') }}),

totals as (
    select
        lines.*,
        variants.variant_code,
        coalesce(lines.milestone_code, 'operations') as milestone_key,
        cast(round({{ product([
            'lines.amount',
            "case when lines.is_hourly then variants.legal_hours else 1 end",
            "case lines.driver_code when 'legal_rate' then variants.legal_rate"
            ~ " when 'compliance' then variants.compliance when 'marketing' then variants.marketing"
            ~ " when 'third_party' then variants.third_party else 1 end",
            'fx_rates.eur_per_unit',
        ]) }}, 2) as decimal(18, 2)) as total_eur
    from estimates
    inner join variants on estimates.variant_code = variants.variant_code
    inner join lines
        on
            estimates.estimate = lines.estimate
            and (variants.with_completion or not lines.is_completion)
    left join fx_rates
        on
            estimates.variant_code = fx_rates.variant_code
            and lines.currency_code = fx_rates.currency_code
),

parts as (
    select
        totals.*,
        months.month_index,
        case
            when totals.spread = 'first' and months.month_index <> totals.first_month then 0
            when totals.spread = 'last' and months.month_index <> totals.last_month then 0
            when
                totals.spread = 'every'
                and mod(months.month_index - totals.first_month, totals.every_months) <> 0
                then 0
            else 1
        end as part_weight
    from totals
    inner join months on months.month_index between totals.first_month and totals.last_month
),

allocated as (
    {{ largest_remainder(
        'parts', 'total_eur', 'part_weight', line_columns, ['month_index'], ['month_index']
    ) }}
)

select
    {{ line_columns | join(',\n    ') }},
    month_index,
    cast(null as {{ dbt.type_string() }}) as cost_component,
    allocated_amount as cost_eur
from allocated
where
    allocated_amount is distinct from 0
    and (month_index <= {{ var('horizon_months') }} or month_index is null)
