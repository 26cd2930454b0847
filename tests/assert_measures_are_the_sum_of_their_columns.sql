-- Every row of unit economics: the groups of cost by due month add up to the total, the parts of
-- operating cost to operating_cost_eur, and results and cash follow from columns beside them.
{% set sums = {
    'total_cost_eur': 'infrastructure_cost_eur + labor_cost_eur + third_party_cost_eur'
        ~ ' + legal_cost_eur + marketing_cost_eur + support_cost_eur + overhead_cost_eur'
        ~ ' + other_cost_eur',
    'operating_cost_eur': 'operate_labor_eur + operating_infrastructure_eur'
        ~ ' + operating_third_party_eur + operating_llm_eur + amortized_training_eur'
        ~ ' + operating_overhead_eur',
    'net_result_eur': 'revenue_eur - operating_cost_eur - growth_labor_eur - manage_labor_eur'
        ~ ' - marketing_cost_eur',
    'net_result_after_dividend_eur': 'net_result_eur - dividend_pool_eur',
    'cash_flow_eur': 'revenue_eur - cash_cost_eur - dividend_paid_out_eur',
} %}
{% for mart in ['unit_economics_monthly', 'cost_per_user_analysis'] -%}
    {% for measure, sum in sums.items()
        if mart == 'unit_economics_monthly' or measure != 'cash_flow_eur' -%}
        select
            '{{ mart }}' as mart,
            '{{ measure }}' as measure,
            scenario_code,
            {{ measure }} as published_eur,
            {{ sum }} as sum_eur
        from {{ ref(mart) }}
        where {{ measure }} is distinct from {{ sum }}
        {{ 'union all' if not loop.last }}
    {% endfor -%}
    {{ 'union all' if not loop.last }}
{% endfor %}
