-- Every planned line that ends within the plan: its months add up to the whole line in EUR, and no
-- line is lost.
with months as (
    select
        variant_code,
        estimate,
        cost_category,
        line_code,
        sum(cost_eur) as cost_eur
    from {{ ref('int_planned_line_costs') }}
    group by variant_code, estimate, cost_category, line_code
),

wholes as (
    select
        variants.variant_code,
        lines.estimate,
        lines.cost_category,
        lines.line_code,
        cast(round({{ product(['lines.amount', 'fx_rates.eur_per_unit']) }}, 2) as decimal(18, 2))
            as cost_eur
    from {{ ref('int_planned_lines') }} as lines
    inner join {{ ref('int_scenario_variants') }} as variants on variants.is_default
    left join {{ ref('int_variant_fx_rates') }} as fx_rates
        on
            variants.variant_code = fx_rates.variant_code
            and lines.currency_code = fx_rates.currency_code
    where
        lines.last_month <= {{ var('horizon_months') }}
        and (variants.with_completion or not lines.is_completion)
        and variants.legal_hours = 1
        and variants.legal_rate = 1
        and variants.compliance = 1
        and variants.marketing = 1
        and variants.third_party = 1
)

select
    wholes.variant_code,
    wholes.estimate,
    wholes.line_code,
    wholes.cost_eur as whole,
    months.cost_eur as added_up
from wholes
left join months
    on
        wholes.variant_code = months.variant_code
        and wholes.estimate = months.estimate
        and wholes.cost_category = months.cost_category
        and wholes.line_code = months.line_code
where wholes.cost_eur is distinct from coalesce(months.cost_eur, 0)
