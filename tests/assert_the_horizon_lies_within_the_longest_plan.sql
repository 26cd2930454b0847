-- The months that a line may name reach beyond the horizon: a longer plan would lose its last
-- months without a word.
select
    cast({{ var('horizon_months') }} as integer) as horizon_months,
    cast({{ var('longest_horizon_months') }} as integer) as longest_horizon_months
where
    {{ var('horizon_months') }} < 1
    or {{ var('horizon_months') }} > {{ var('longest_horizon_months') }}
