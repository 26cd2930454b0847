-- Shares of a whole add up to exactly 1: dividend weights, payout methods, activity profiles,
-- the legal grade mix.
with shares as (
    select
        'dividend_factors ' || dividend_policy_code as whole,
        weight as share
    from {{ ref('stg_dividend_factors') }}

    union all

    select
        'payout_methods' as whole,
        share_of_payouts as share
    from {{ ref('stg_payout_methods') }}

    union all

    select
        'user_activity_profiles' as whole,
        share_of_users as share
    from {{ ref('stg_user_activity_profiles') }}

    union all

    select
        'legal grade mix' as whole,
        value_number as share
    from {{ ref('stg_assumptions') }}
    where assumption_code like 'legal_share_%'
)

select
    whole,
    sum(share) as added_up
from shares
group by whole
having sum(share) <> 1
