-- The mean of the simulated cost of every milestone, of operations and of the whole lies within
-- four standard errors of the analytic mean of its triangular lines. At full correlation deviations
-- add up, so that the sum of the lines' standard deviations is the bound.
{% set double = double_type() %}
with lines as (
    select
        variant_code as scenario_code,
        milestone_key,
        cost_category,
        cast(sum(case when estimate = 'low' then cost_eur else 0 end) as {{ double }}) as low_eur,
        cast(sum(case when estimate = 'mid' then cost_eur else 0 end) as {{ double }}) as mid_eur,
        cast(sum(case when estimate = 'high' then cost_eur else 0 end) as {{ double }}) as high_eur
    from {{ ref('int_cost_ledger') }}
    group by variant_code, milestone_key, cost_category
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

-- What is reported adds up a milestone or operations alone, all milestones, or everything.
reported_moments as (
    {% for key, condition in [
        ('milestone_key', 'true'), ("'milestones'", "milestone_key <> 'operations'"),
        ("'total'", 'true'),
    ] -%}
        select
            scenario_code,
            {{ key }} as milestone_key,
            sum(line_mean) as analytic_mean,
            sqrt(sum(line_variance)) as independent_deviation,
            sum(sqrt(line_variance)) as full_deviation
        from moments
        where {{ condition }}
        group by scenario_code{{ ', milestone_key' if loop.first }}
        {{ 'union all' if not loop.last }}
    {% endfor %}
)

select
    distributions.scenario_code,
    distributions.milestone_key,
    distributions.correlation,
    distributions.mean_eur,
    reported_moments.analytic_mean
from {{ ref('cost_distribution') }} as distributions
left join reported_moments
    on
        distributions.scenario_code = reported_moments.scenario_code
        and distributions.milestone_key = reported_moments.milestone_key
where
    reported_moments.analytic_mean is null
    -- One cent for the rounding of each line.
    or abs(cast(distributions.mean_eur as {{ double }}) - reported_moments.analytic_mean) - 0.01
    > 4 * case distributions.correlation
        when 'full' then reported_moments.full_deviation
        else reported_moments.independent_deviation
    end / sqrt({{ var('monte_carlo_draws') }})
