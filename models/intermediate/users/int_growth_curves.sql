-- One row per growth model and month: active users as the curve gives them, before the driver
-- user_growth.
{% set double = double_type() %}
with growth_models as (select * from {{ ref('stg_user_growth_models') }}),

months as (select * from {{ ref('int_months') }}),

segments as (select * from {{ ref('int_growth_targets') }}),

points as (
    select
        growth_models.*,
        months.month_index,
        cast(months.month_index as {{ double }}) as elapsed,
        segments.from_month,
        segments.from_users,
        segments.to_month,
        segments.to_users
    from growth_models
    cross join months
    left join segments
        on
            growth_models.growth_model_code = segments.growth_model_code
            and months.month_index > segments.from_month
            and (months.month_index <= segments.to_month or segments.to_month is null)
)

select
    growth_model_code,
    month_index,
    cast(case
        when curve_type = 'linear'
            then p0
                + {{ divide(
                    product(['k - p0', 'least(cast(month_index as decimal(18, 6)), t)']), 't', 6
                ) }}
        when curve_type = 'exponential'
            then least(cast(k as {{ double }}), p0 * power(1 + cast(g as {{ double }}), elapsed))
        when curve_type = 'logistic'
            then k
                / (1 + cast(k - p0 as {{ double }}) / p0 * exp(-cast(r as {{ double }}) * elapsed))
        when curve_type = 'bass'
            then
                p0
                + cast(k - p0 as {{ double }}) * (1 - exp(-cast(p + q as {{ double }}) * elapsed))
                / (1 + cast(q as {{ double }}) / p * exp(-cast(p + q as {{ double }}) * elapsed))
        -- milestone_targets: growth after the last target; straight or geometric steps before.
        when to_month is null
            then
                least(
                    cast(k as {{ double }}),
                    cast(from_users as {{ double }})
                    * power(1 + cast(g as {{ double }}), elapsed - from_month)
                )
        when from_users = 0
            then to_users * (elapsed - from_month) / (to_month - from_month)
        else
            from_users * power(
                cast(to_users as {{ double }}) / from_users,
                (elapsed - from_month) / (to_month - from_month)
            )
    end as decimal(28, 6)) as active_users
from points
