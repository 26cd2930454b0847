-- One row: every planning constant of stg_assumptions as a column.
{% set numbers = [
    'audit_high_from_eur', 'audit_high_from_share', 'audit_medium_from_eur',
    'audit_medium_from_share', 'audit_stake_months_at_scale', 'billable_hours_per_month',
    'break_even_min_months', 'cac_window_months', 'infrastructure_high_factor',
    'infrastructure_low_factor',
    'legal_share_junior', 'legal_share_mid', 'legal_share_partner', 'legal_share_senior',
    'method_factor_full', 'method_factor_lora', 'method_factor_qlora', 'opening_cash_eur',
    'payout_eligible_share', 'runway_window_months', 'training_amortization_months',
] %}
select
    {% for code in numbers -%}
        max(case when assumption_code = '{{ code }}' then value_number end) as {{ code }},
    {% endfor -%}
    max(case when assumption_code = 'fx_plan_date' then value_date end) as fx_plan_date
from {{ ref('stg_assumptions') }}
