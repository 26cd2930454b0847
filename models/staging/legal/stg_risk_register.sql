-- One row per risk.
select
    trim(risk_code) as risk_code,
    trim(name) as name,
    trim(risk_category_code) as risk_category_code,
    trim(milestone_code) as milestone_code,
    likelihood,
    impact,
    loss_low,
    loss_mid,
    loss_high,
    trim(currency_code) as currency_code,
    trim(mitigation) as mitigation,
    trim(owner_role_code) as owner_role_code,
    residual_likelihood,
    residual_impact,
    residual_loss_low,
    residual_loss_mid,
    residual_loss_high,
    trim(status) as status,
    trim(source_code) as source_code
from {{ ref('raw_risk_register') }}
