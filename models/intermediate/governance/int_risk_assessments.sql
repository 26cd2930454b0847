-- One row per risk: scores, levels and expected losses, inherent and residual, in EUR.
-- score = likelihood x impact; expected loss = probability of the likelihood class x mid loss.
{% set sides = {'inherent': 'risks.', 'residual': 'risks.residual_'} %}
with risks as (select * from {{ ref('stg_risk_register') }}),

classes as (select * from {{ ref('stg_likelihood_classes') }}),

matrix as (select * from {{ ref('stg_risk_matrix') }}),

fx_rates as (select * from {{ ref('int_plan_fx_rates') }})

select
    risks.risk_code,
    risks.name,
    risks.risk_category_code,
    risks.milestone_code,
    risks.owner_role_code,
    risks.mitigation,
    risks.status,
    {% for side, prefix in sides.items() -%}
        {{ prefix }}likelihood as {{ side }}_likelihood,
        {{ prefix }}impact as {{ side }}_impact,
        {{ prefix }}likelihood * {{ prefix }}impact as {{ side }}_score,
        {{ side }}_levels.risk_level as {{ side }}_level,
        {% for estimate in ['low', 'mid', 'high'] -%}
            cast(round({{ product([
                prefix ~ 'loss_' ~ estimate, 'fx_rates.eur_per_unit',
            ]) }}, 2) as decimal(18, 2)) as {{ side }}_loss_{{ estimate }}_eur,
        {% endfor -%}
        cast(round({{ product([
            prefix ~ 'loss_mid', 'fx_rates.eur_per_unit', side ~ '_classes.probability',
        ]) }}, 2) as decimal(18, 2)) as {{ side }}_expected_loss_eur,
    {% endfor -%}
    risks.source_code
from risks
left join fx_rates on risks.currency_code = fx_rates.currency_code
inner join classes as inherent_classes on risks.likelihood = inherent_classes.likelihood
inner join classes as residual_classes on risks.residual_likelihood = residual_classes.likelihood
inner join matrix as inherent_levels
    on
        risks.likelihood = inherent_levels.likelihood
        and risks.impact = inherent_levels.impact
inner join matrix as residual_levels
    on
        risks.residual_likelihood = residual_levels.likelihood
        and risks.residual_impact = residual_levels.impact
