-- The mean of the simulated cost of every milestone lies within four standard errors of the
-- analytic mean of its triangular lines. At full correlation deviations add up, so that the sum of
-- the lines' standard deviations is the bound.
{% set double = double_type() %}
with lines as (
    select
        scenario_code,
        milestone_code,
        cast(low_eur as {{ double }}) as low_eur,
        cast(mid_eur as {{ double }}) as mid_eur,
        cast(high_eur as {{ double }}) as high_eur
    from {{ ref('milestone_costs') }}
),

moments as (
    select
        *,
        (low_eur + mid_eur + high_eur) / 3 as line_mean,
        (
            (mid_eur - low_eur) * (mid_eur - low_eur)
            + (high_eur - mid_eur) * (high_eur - mid_eur)
            + (mid_eur - low_eur) * (high_eur - mid_eur)
        ) / 18 as line_variance
    from lines
),

milestone_moments as (
    select
        scenario_code,
        milestone_code as milestone_key,
        sum(line_mean) as analytic_mean,
        sqrt(sum(line_variance)) as independent_deviation,
        sum(sqrt(line_variance)) as full_deviation
    from moments
    group by scenario_code, milestone_code

    union all

    select
        scenario_code,
        'total' as milestone_key,
        sum(line_mean) as analytic_mean,
        sqrt(sum(line_variance)) as independent_deviation,
        sum(sqrt(line_variance)) as full_deviation
    from moments
    group by scenario_code
)

select
    distributions.scenario_code,
    distributions.milestone_key,
    distributions.correlation,
    distributions.mean_eur,
    milestone_moments.analytic_mean
from {{ ref('cost_distribution') }} as distributions
inner join milestone_moments
    on
        distributions.scenario_code = milestone_moments.scenario_code
        and distributions.milestone_key = milestone_moments.milestone_key
where
    -- One cent for the rounding of each line.
    abs(cast(distributions.mean_eur as {{ double }}) - milestone_moments.analytic_mean) - 0.01
    > 4 * case distributions.correlation
        when 'full' then milestone_moments.full_deviation
        else milestone_moments.independent_deviation
    end / sqrt({{ var('monte_carlo_draws') }})
