-- One row per scenario variant, estimate, overhead cost and month in which it is billed: the bill
-- to the cent. A bill that nobody causes (no head, no payslip, no pay) has no row. Bills in arrears
-- that fall due after the plan and cover its last months stand here too.
{% set is_share = "lines.basis like 'share%'" %}
with lines as (select * from {{ ref('stg_overhead_costs') }}),

months as (select * from {{ ref('int_calendar_months') }}),

estimates as (select * from {{ ref('int_variant_estimates') }}),

variants as (select * from {{ ref('int_scenario_variants') }}),

labor_cases as (select * from {{ ref('int_labor_cost_cases') }}),

staff as (select * from {{ ref('int_country_staff') }}),

fx_rates as (select * from {{ ref('int_variant_fx_rates') }}),

-- Receipts whose conversion no processing fee holds already.
foreign_receipts as (
    select
        revenue.variant_code,
        revenue.month_index,
        cast(sum(revenue.revenue_eur) as decimal(18, 6)) as receipts_eur
    from {{ ref('int_revenue') }} as revenue
    inner join {{ ref('stg_revenue_streams') }} as streams
        on revenue.revenue_stream_code = streams.revenue_stream_code
    where
        streams.currency_code <> '{{ var("reporting_currency") }}'
        and streams.currency_conversion_rate is null
    group by revenue.variant_code, revenue.month_index
),

bills as (
    select
        lines.*,
        months.month_index
    from lines
    inner join months
        on
            {{ overhead_is_billed('lines', 'months.month_index') }}
            and {{ var('horizon_months') }}
            + case
                when lines.accrual = 'arrears'
                    then coalesce(lines.covers_months, lines.every_months, 1)
                else 0
            end
            >= months.month_index
),

priced as (
    select
        estimates.variant_code,
        estimates.estimate,
        lines.overhead_cost_code,
        lines.country_code,
        lines.month_index,
        lines.source_code,
        cast(round({{ product([
            by_estimate('lines.amount'),
            overhead_quantity('lines', 'staff', 'foreign_receipts.receipts_eur'),
            "case when " ~ is_share ~ " then 1 else fx_rates.eur_per_unit end",
            'variants.overhead',
        ]) }}, 2) as decimal(18, 2)) as cost_eur
    from estimates
    inner join variants on estimates.variant_code = variants.variant_code
    inner join bills as lines on variants.with_completion or not lines.is_completion
    inner join labor_cases on variants.variant_code = labor_cases.variant_code
    left join staff
        on
            labor_cases.labor_case_code = staff.labor_case_code
            and estimates.estimate = staff.estimate
            and lines.country_code = staff.country_code
            and lines.month_index = staff.month_index
    left join foreign_receipts
        on
            estimates.variant_code = foreign_receipts.variant_code
            and lines.month_index = foreign_receipts.month_index
    left join fx_rates
        on
            estimates.variant_code = fx_rates.variant_code
            and lines.currency_code = fx_rates.currency_code
)

select
    variant_code,
    estimate,
    overhead_cost_code,
    country_code,
    month_index,
    source_code,
    cost_eur
from priced
where cost_eur is distinct from 0
