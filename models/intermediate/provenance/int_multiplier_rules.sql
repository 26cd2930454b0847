-- One row per assumption or scenario driver and kind of input that it multiplies. An empty kind
-- means every kind; an empty estimate means every estimate.
{% set rules = [
    ('raw_assumptions', 'billable_hours_per_month', 'raw_salary_benchmarks', 'priced', 'contractor', ''),
    ('raw_assumptions', 'infrastructure_low_factor', 'raw_service_pricing_tiers', 'priced', '', 'low'),
    ('raw_assumptions', 'infrastructure_high_factor', 'raw_service_pricing_tiers', 'priced', '', 'high'),
    ('raw_assumptions', 'legal_share_junior', 'raw_legal_counsel_rates', 'priced', 'hourly', ''),
    ('raw_assumptions', 'legal_share_mid', 'raw_legal_counsel_rates', 'priced', 'hourly', ''),
    ('raw_assumptions', 'legal_share_senior', 'raw_legal_counsel_rates', 'priced', 'hourly', ''),
    ('raw_assumptions', 'legal_share_partner', 'raw_legal_counsel_rates', 'priced', 'hourly', ''),
    ('raw_assumptions', 'method_factor_full', 'raw_ml_training_runs', 'multiplier', 'full', ''),
    ('raw_assumptions', 'method_factor_lora', 'raw_ml_training_runs', 'multiplier', 'lora', ''),
    ('raw_assumptions', 'method_factor_qlora', 'raw_ml_training_runs', 'multiplier', 'qlora', ''),
    ('raw_assumptions', 'payout_eligible_share', 'raw_payout_methods', 'priced', '', ''),
    ('raw_scenario_drivers', 'salary_level', 'raw_salary_benchmarks', 'priced', 'full_time', ''),
    ('raw_scenario_drivers', 'contractor_rate', 'raw_salary_benchmarks', 'priced', 'contractor', ''),
    ('raw_scenario_drivers', 'headcount', 'raw_milestone_team_allocations', 'multiplier', '', ''),
    ('raw_scenario_drivers', 'infrastructure_price', 'raw_service_pricing_tiers', 'priced', '', ''),
    ('raw_scenario_drivers', 'infrastructure_price', 'raw_llm_api_costs', 'priced', '', ''),
    ('raw_scenario_drivers', 'infrastructure_price', 'raw_ml_compute_instances', 'priced', '', ''),
    ('raw_scenario_drivers', 'infrastructure_usage', 'raw_infrastructure_model_components', 'multiplier', '', ''),
    ('raw_scenario_drivers', 'infrastructure_usage', 'raw_llm_usage_plans', 'multiplier', '', ''),
    ('raw_scenario_drivers', 'infrastructure_usage', 'raw_ml_training_runs', 'multiplier', '', ''),
    ('raw_scenario_drivers', 'legal_hours', 'raw_legal_projects', 'multiplier', 'hourly', ''),
    ('raw_scenario_drivers', 'legal_rate', 'raw_legal_counsel_rates', 'priced', '', ''),
    ('raw_scenario_drivers', 'legal_rate', 'raw_legal_projects', 'priced', '', ''),
    ('raw_scenario_drivers', 'direct_costs', 'raw_contract_templates', 'priced', '', ''),
    ('raw_scenario_drivers', 'direct_costs', 'raw_compliance_milestones', 'priced', '', ''),
    ('raw_scenario_drivers', 'direct_costs', 'raw_milestone_direct_costs', 'priced', '', ''),
    ('raw_scenario_drivers', 'user_growth', 'raw_user_growth_models', 'multiplier', '', ''),
    ('raw_scenario_drivers', 'opt_in_rate', 'raw_opt_in_targets', 'multiplier', '', ''),
    ('raw_scenario_drivers', 'revenue_price', 'raw_revenue_streams', 'multiplier', '', ''),
    ('raw_scenario_drivers', 'revenue_growth', 'raw_revenue_streams', 'multiplier', '', ''),
    ('raw_scenario_drivers', 'fx_usd', 'raw_fx_rates', 'multiplier', 'USD', ''),
] %}
{% for multiplier_seed, multiplier_code, seed, role, input_kind, estimate in rules -%}
    select
        '{{ multiplier_seed }}' as multiplier_seed,
        '{{ multiplier_code }}' as multiplier_code,
        '{{ seed }}' as seed,
        '{{ role }}' as role,
        nullif('{{ input_kind }}', '') as input_kind,
        nullif('{{ estimate }}', '') as estimate
    {{ 'union all' if not loop.last }}
{% endfor %}
