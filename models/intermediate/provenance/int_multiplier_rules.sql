-- One row per assumption or scenario driver and kind of input that it multiplies. An empty kind
-- means every kind; an empty estimate means every estimate.
{% set assumptions = [
    ('billable_hours_per_month', 'salary_benchmark_versions', 'priced', 'contractor', ''),
    ('infrastructure_low_factor', 'service_pricing_tiers', 'priced', '', 'low'),
    ('infrastructure_high_factor', 'service_pricing_tiers', 'priced', '', 'high'),
    ('infrastructure_low_factor', 'service_minimums', 'priced', '', 'low'),
    ('infrastructure_high_factor', 'service_minimums', 'priced', '', 'high'),
    ('legal_share_junior', 'legal_counsel_rate_versions', 'priced', 'hourly', ''),
    ('legal_share_mid', 'legal_counsel_rate_versions', 'priced', 'hourly', ''),
    ('legal_share_senior', 'legal_counsel_rate_versions', 'priced', 'hourly', ''),
    ('legal_share_partner', 'legal_counsel_rate_versions', 'priced', 'hourly', ''),
    ('method_factor_full', 'ml_training_runs', 'multiplier', 'full', ''),
    ('method_factor_lora', 'ml_training_runs', 'multiplier', 'lora', ''),
    ('method_factor_qlora', 'ml_training_runs', 'multiplier', 'qlora', ''),
    ('payout_eligible_share', 'payout_methods', 'priced', '', ''),
] %}
{% set drivers = [
    ('salary_level', 'salary_benchmark_versions', 'priced', 'full_time', ''),
    ('contractor_rate', 'salary_benchmark_versions', 'priced', 'contractor', ''),
    ('headcount', 'milestone_team_allocations', 'multiplier', '', ''),
    ('headcount', 'staffing_positions', 'multiplier', '', ''),
    ('headcount', 'overhead_costs', 'priced', 'per_head', ''),
    ('headcount', 'overhead_costs', 'priced', 'per_payslip', ''),
    ('headcount', 'overhead_costs', 'priced', 'share_of_pay', ''),
    ('headcount', 'overhead_costs', 'priced', 'share_of_first_year_pay', ''),
    ('salary_level', 'overhead_costs', 'priced', 'share_of_pay', ''),
    ('salary_level', 'overhead_costs', 'priced', 'share_of_first_year_pay', ''),
    ('infrastructure_price', 'service_pricing_tiers', 'priced', '', ''),
    ('infrastructure_price', 'service_minimums', 'priced', '', ''),
    ('llm_price', 'llm_api_costs', 'priced', '', ''),
    ('infrastructure_price', 'ml_compute_instances', 'priced', '', ''),
    ('infrastructure_usage', 'infrastructure_model_components', 'multiplier', '', ''),
    ('infrastructure_usage', 'llm_usage_plans', 'multiplier', '', ''),
    ('infrastructure_usage', 'ml_training_runs', 'multiplier', '', ''),
    ('legal_hours', 'legal_projects', 'multiplier', 'hourly', ''),
    ('legal_rate', 'legal_counsel_rate_versions', 'priced', '', ''),
    ('legal_rate', 'legal_projects', 'priced', '', ''),
    ('legal_rate', 'contract_templates', 'priced', '', ''),
    ('compliance', 'compliance_milestones', 'priced', '', ''),
    ('compliance', 'milestone_direct_costs', 'priced', 'compliance', ''),
    ('marketing', 'milestone_direct_costs', 'priced', 'marketing', ''),
    ('third_party', 'milestone_direct_costs', 'priced', 'third_party', ''),
    ('overhead', 'overhead_costs', 'priced', '', ''),
    ('user_growth', 'user_growth_models', 'multiplier', '', ''),
    ('opt_in_rate', 'opt_in_targets', 'multiplier', '', ''),
    ('revenue_price', 'revenue_streams', 'multiplier', '', ''),
    ('revenue_growth', 'revenue_streams', 'multiplier', '', ''),
    ('revenue_delay', 'revenue_streams', 'multiplier', '', ''),
    ('fx_usd', 'fx_rates', 'multiplier', 'USD', ''),
] %}
{% for code, seed, role, input_kind, estimate in assumptions + drivers -%}
    select
        '{{ "raw_assumptions" if loop.index <= assumptions | length else "raw_scenario_drivers" }}'
            as multiplier_seed,
        '{{ code }}' as multiplier_code,
        'raw_{{ seed }}' as seed,
        '{{ role }}' as role,
        nullif('{{ input_kind }}', '') as input_kind,
        nullif('{{ estimate }}', '') as estimate
    {{ 'union all' if not loop.last }}
{% endfor %}
