-- One row per risk.
select
    risk_code,
    name,
    risk_category_code,
    milestone_code,
    likelihood,
    impact,
    loss_low,
    loss_mid,
    loss_high,
    currency_code,
    mitigation,
    owner_role_code,
    residual_likelihood,
    residual_impact,
    residual_loss_low,
    residual_loss_mid,
    residual_loss_high,
    status,
    source_code
from {{ ref('stg_risk_register') }}
