-- One row per risk, with the expected losses of its milestone, which must not be added up over
-- risks. score = likelihood x impact; expected loss = probability of the likelihood class x mid
-- loss; 0 where the risk is not open
-- any more: one that occurred is a cost or an invoice, and a closed one cannot occur.
{% set sides = {'inherent': 'risks.', 'residual': 'risks.residual_'} %}
{% set estimates = {'inherent': ['low', 'mid', 'high'], 'residual': ['mid']} %}
with risks as (select * from {{ ref('stg_risk_register') }}),

classes as (select * from {{ ref('stg_likelihood_classes') }}),

matrix as (select * from {{ ref('stg_risk_matrix') }}),

fx_rates as (select * from {{ ref('int_plan_fx_rates') }}),

assessments as (
    select
        risks.risk_code,
        risks.name,
        risks.risk_category_code,
        risks.milestone_code,
        risks.owner_role_code,
        risks.status,
        risks.status not in ('occurred', 'closed') as is_open,
        {% for side, prefix in sides.items() -%}
            {{ prefix }}likelihood as {{ side }}_likelihood,
            {{ prefix }}impact as {{ side }}_impact,
            {{ prefix }}likelihood * {{ prefix }}impact as {{ side }}_score,
            {{ side }}_levels.risk_level as {{ side }}_level,
            {% for estimate in estimates[side] -%}
                cast(round({{ product([
                    prefix ~ 'loss_' ~ estimate, 'fx_rates.eur_per_unit',
                ]) }}, 2) as decimal(18, 2)) as {{ side }}_loss_{{ estimate }}_eur,
            {% endfor -%}
            case
                when risks.status not in ('occurred', 'closed')
                    then cast(round({{ product([
                        prefix ~ 'loss_mid', 'fx_rates.eur_per_unit', side ~ '_classes.probability',
                    ]) }}, 2) as decimal(18, 2))
                else 0
            end as {{ side }}_expected_loss_eur,
        {% endfor -%}
        risks.mitigation,
        risks.source_code
    from risks
    left join fx_rates on risks.currency_code = fx_rates.currency_code
    {% for side, prefix in sides.items() -%}
        inner join classes as {{ side }}_classes
            on {{ prefix }}likelihood = {{ side }}_classes.likelihood
        inner join matrix as {{ side }}_levels
            on
                {{ prefix }}likelihood = {{ side }}_levels.likelihood
                and {{ prefix }}impact = {{ side }}_levels.impact
    {% endfor %}
)

select
    risk_code,
    name,
    risk_category_code,
    milestone_code,
    owner_role_code,
    status,
    is_open,
    {% for side, prefix in sides.items() -%}
        {{ side }}_likelihood,
        {{ side }}_impact,
        {{ side }}_score,
        {{ side }}_level,
        {% for estimate in estimates[side] -%}
            {{ side }}_loss_{{ estimate }}_eur,
        {% endfor -%}
        {{ side }}_expected_loss_eur,
    {% endfor -%}
    cast(sum(inherent_expected_loss_eur) over (partition by milestone_code) as decimal(18, 2))
        as milestone_inherent_expected_loss_eur,
    cast(sum(residual_expected_loss_eur) over (partition by milestone_code) as decimal(18, 2))
        as milestone_contingency_eur,
    cast(row_number() over (
        order by inherent_expected_loss_eur desc, {{ byte_order('risk_code') }}
    ) as integer) as expected_loss_rank,
    mitigation,
    source_code
from assessments
