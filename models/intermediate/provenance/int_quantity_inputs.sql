-- One row per named scenario, month, milestone (or operations), cost category, line and input that
-- says how much of the priced input the line needs: FTE, quantities, tokens, hours, customers or
-- users.
{% set line = ['scenario_code', 'month_index', 'milestone_key', 'cost_category', 'line_code'] %}
with figures as (
    select
        *,
        variant_code as scenario_code
    from {{ ref('int_cost_ledger') }}
    where is_published and quantity_key is not null
),

variants as (select * from {{ ref('int_scenario_variants') }}),

input_values as (select * from {{ ref('int_input_values') }} where estimate = 'mid'),

streams as (select * from {{ ref('stg_revenue_streams') }} where is_model_revenue),

customer_groups as (select * from {{ ref('stg_customer_groups') }}),

payouts as (select * from {{ ref('int_dividend_payouts') }}),

opt_in_targets as (
    select
        cast(month_index as {{ dbt.type_string() }}) as input_key,
        lag(month_index, 1, 0) over (order by month_index) as previous_month_index,
        lead(month_index) over (order by month_index) as next_month_index
    from {{ ref('stg_opt_in_targets') }}
),

payout_periods as (
    select distinct
        {% for column in line -%}
            figures.{{ column }},
        {% endfor -%}
        payouts.dividend_policy_code,
        payouts.period_last_month
    from figures
    inner join payouts
        on
            figures.scenario_code = payouts.variant_code
            and figures.month_index = payouts.payout_month
    where figures.price_seed = 'raw_payout_methods'
),

-- What the line itself names, and the revenue from which a payout comes.
line_quantities as (
    select distinct
        {{ line | join(',\n        ') }},
        quantity_seed as seed,
        quantity_key as input_key
    from figures

    union all

    select distinct
        {% for column in line -%}
            payout_periods.{{ column }},
        {% endfor -%}
        'raw_revenue_streams' as seed,
        streams.revenue_stream_code as input_key
    from payout_periods
    cross join streams
),

described_quantities as (
    select
        line_quantities.*,
        input_values.input_kind
    from line_quantities
    left join input_values
        on
            line_quantities.seed = input_values.seed
            and line_quantities.input_key = input_values.input_key
            and input_values.role = 'multiplier'
)

select
    {{ line | join(',\n    ') }},
    seed,
    input_key
from line_quantities

union

select
    {% for column in line -%}
        described_quantities.{{ column }},
    {% endfor -%}
    'raw_customer_groups' as seed,
    customer_groups.customer_group_code as input_key
from described_quantities
inner join customer_groups
    on
        described_quantities.input_key = customer_groups.revenue_stream_code
        and described_quantities.input_kind = 'per_customer'
where described_quantities.seed = 'raw_revenue_streams'

union

select
    {{ line | join(',\n    ') }},
    'raw_dividend_policies' as seed,
    dividend_policy_code as input_key
from payout_periods

union

-- The opt-in rate lies between the target before and the target after the month.
select
    {% for column in line -%}
        payout_periods.{{ column }},
    {% endfor -%}
    'raw_opt_in_targets' as seed,
    opt_in_targets.input_key
from payout_periods
inner join opt_in_targets
    on
        payout_periods.period_last_month > opt_in_targets.previous_month_index
        and (
            payout_periods.period_last_month < opt_in_targets.next_month_index
            or opt_in_targets.next_month_index is null
        )

union

-- Quantities that grow with active users.
select
    {% for column in line -%}
        described_quantities.{{ column }},
    {% endfor -%}
    'raw_user_growth_models' as seed,
    variants.growth_model_code as input_key
from described_quantities
inner join variants on described_quantities.scenario_code = variants.variant_code
where
    described_quantities.seed in ('raw_infrastructure_model_components', 'raw_payout_methods')
    or described_quantities.input_kind = 'per_active_user'
