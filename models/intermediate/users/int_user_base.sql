-- One row per scenario variant and month: active, total, new and churned users and contributors, in
-- whole people.
{% set active_users = 'cast(round('
    ~ product(['curves.active_users', 'variants.user_growth']) ~ ', 0) as integer)' %}
{% set is_baseline_churn = 'variants.churn_rate = 1' %}
{% set churn_rate = 'least('
    ~ product(['curve_new.monthly_churn_rate', 'variants.churn_rate']) ~ ', 1)' %}
{% set expected_churn = 'cast(round('
    ~ product(['previous_total', 'monthly_churn_rate']) ~ ', 0) as integer)' %}
{% set churned = 'cast(round(' ~ product(['rolled.total_users', churn_rate]) ~ ', 0) as integer)' %}
with recursive variants as (select * from {{ ref('int_scenario_variants') }}),

growth_models as (select * from {{ ref('stg_user_growth_models') }}),

curves as (select * from {{ ref('int_growth_curves') }}),

opt_in_rates as (select * from {{ ref('int_opt_in_rates') }}),

curve_totals as (
    select
        variants.variant_code,
        curves.month_index,
        growth_models.monthly_churn_rate,
        {{ active_users }} as active_users,
        cast({{ divide(active_users, 'growth_models.active_share', 0) }} as integer) as curve_total
    from variants
    inner join curves on variants.growth_model_code = curves.growth_model_code
    inner join growth_models on variants.growth_model_code = growth_models.growth_model_code
),

curve_flows as (
    select
        *,
        coalesce(lag(curve_total) over (partition by variant_code order by month_index), 0)
            as previous_total
    from curve_totals
),

-- New and churned users at the driver churn_rate 1: the totals are the curve's.
curve_new as (
    select
        *,
        greatest(curve_total - previous_total + {{ expected_churn }}, 0) as new_users,
        case
            when curve_total - previous_total + {{ expected_churn }} < 0
                then previous_total - curve_total
            else {{ expected_churn }}
        end as curve_churned_users
    from curve_flows
),

-- Where the driver moves churn, new users stay and the totals roll on.
rolled as (
    select
        variant_code,
        0 as month_index,
        0 as total_users,
        0 as churned_users
    from variants

    union all

    select
        rolled.variant_code,
        curve_new.month_index,
        case
            when {{ is_baseline_churn }} then curve_new.curve_total
            else
                rolled.total_users + curve_new.new_users - {{ churned }}
        end as total_users,
        case
            when {{ is_baseline_churn }} then curve_new.curve_churned_users
            else
                {{ churned }}
        end as churned_users
    from rolled
    inner join variants on rolled.variant_code = variants.variant_code
    inner join curve_new
        on
            rolled.variant_code = curve_new.variant_code
            and curve_new.month_index = rolled.month_index + 1
)

select
    curve_new.variant_code,
    curve_new.month_index,
    variants.growth_model_code,
    rolled.total_users,
    curve_new.active_users,
    curve_new.new_users,
    rolled.churned_users,
    cast({{ churn_rate }} as decimal(18, 10)) as churn_rate,
    cast(round({{ product([
        'curve_new.active_users',
        'least(' ~ product(['opt_in_rates.opt_in_rate', 'variants.opt_in_rate']) ~ ', 1)',
    ]) }}, 0) as integer) as contributors
from curve_new
inner join variants on curve_new.variant_code = variants.variant_code
inner join rolled
    on
        curve_new.variant_code = rolled.variant_code
        and curve_new.month_index = rolled.month_index
inner join opt_in_rates on curve_new.month_index = opt_in_rates.month_index
