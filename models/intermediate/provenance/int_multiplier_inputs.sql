-- One row per named scenario, milestone (or operations), cost category, line and input that
-- multiplies the priced inputs of the line: quantity, exchange rate, assumption or driver. It
-- explains the cost and carries none of it.
with priced_inputs as (select * from {{ ref('int_priced_inputs') }}),

quantity_inputs as (select * from {{ ref('int_quantity_inputs') }}),

input_values as (select * from {{ ref('int_input_values') }}),

variants as (select * from {{ ref('int_scenario_variants') }}),

fx_rates as (select * from {{ ref('int_plan_fx_rates') }}),

rules as (select * from {{ ref('int_multiplier_rules') }}),

ancestors as (select * from {{ ref('int_scenario_ancestors') }}),

scenario_drivers as (select * from {{ ref('stg_scenario_drivers') }}),

-- The override that holds in a scenario is that of its nearest ancestor.
overrides as (
    select
        ancestors.scenario_code,
        scenario_drivers.driver_code,
        {{ scenario_driver_key('scenario_drivers.scenario_code', 'scenario_drivers.driver_code') }}
            as input_key,
        row_number() over (
            partition by ancestors.scenario_code, scenario_drivers.driver_code
            order by ancestors.distance
        ) as nearness
    from ancestors
    inner join scenario_drivers on ancestors.ancestor_code = scenario_drivers.scenario_code
),

line_inputs as (
    select
        scenario_code,
        milestone_key,
        cost_category,
        line_code,
        seed,
        input_key,
        'priced' as role
    from priced_inputs

    union

    select
        scenario_code,
        milestone_key,
        cost_category,
        line_code,
        seed,
        input_key,
        'multiplier' as role
    from quantity_inputs
),

described_inputs as (
    select
        line_inputs.*,
        variants.estimate,
        input_values.input_kind,
        input_values.currency_code
    from line_inputs
    inner join variants on line_inputs.scenario_code = variants.scenario_code
    inner join input_values
        on
            variants.estimate = input_values.estimate
            and line_inputs.seed = input_values.seed
            and line_inputs.input_key = input_values.input_key
            and line_inputs.role = input_values.role
),

fx_inputs as (
    select distinct
        described_inputs.scenario_code,
        described_inputs.milestone_key,
        described_inputs.cost_category,
        described_inputs.line_code,
        described_inputs.estimate,
        'raw_fx_rates' as seed,
        {{ fx_rate_key('fx_rates.currency_code', 'fx_rates.rate_date') }} as input_key,
        'multiplier' as role,
        fx_rates.currency_code as input_kind
    from described_inputs
    inner join fx_rates on described_inputs.currency_code = fx_rates.currency_code
    where fx_rates.currency_code <> '{{ var("reporting_currency") }}'
),

multiplied_inputs as (
    select
        scenario_code,
        milestone_key,
        cost_category,
        line_code,
        estimate,
        seed,
        role,
        input_kind
    from described_inputs

    union

    select
        scenario_code,
        milestone_key,
        cost_category,
        line_code,
        estimate,
        seed,
        role,
        input_kind
    from fx_inputs
),

matched_rules as (
    select distinct
        multiplied_inputs.scenario_code,
        multiplied_inputs.milestone_key,
        multiplied_inputs.cost_category,
        multiplied_inputs.line_code,
        rules.multiplier_seed,
        rules.multiplier_code
    from multiplied_inputs
    inner join rules
        on
            multiplied_inputs.seed = rules.seed
            and multiplied_inputs.role = rules.role
            and (multiplied_inputs.input_kind = rules.input_kind or rules.input_kind is null)
            and (multiplied_inputs.estimate = rules.estimate or rules.estimate is null)
)

select
    scenario_code,
    milestone_key,
    cost_category,
    line_code,
    seed,
    input_key
from quantity_inputs

union all

select
    scenario_code,
    milestone_key,
    cost_category,
    line_code,
    seed,
    input_key
from fx_inputs

union all

select
    scenario_code,
    milestone_key,
    cost_category,
    line_code,
    multiplier_seed as seed,
    multiplier_code as input_key
from matched_rules
where multiplier_seed = 'raw_assumptions'

union all

select
    matched_rules.scenario_code,
    matched_rules.milestone_key,
    matched_rules.cost_category,
    matched_rules.line_code,
    matched_rules.multiplier_seed as seed,
    overrides.input_key
from matched_rules
inner join overrides
    on
        matched_rules.scenario_code = overrides.scenario_code
        and matched_rules.multiplier_code = overrides.driver_code
        and overrides.nearness = 1
where matched_rules.multiplier_seed = 'raw_scenario_drivers'
