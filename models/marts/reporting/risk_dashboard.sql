-- One row per risk, with the expected losses of its milestone, which must not be added up over
-- risks.
with assessments as (select * from {{ ref('int_risk_assessments') }})

select
    risk_code,
    name,
    risk_category_code,
    milestone_code,
    owner_role_code,
    status,
    inherent_likelihood,
    inherent_impact,
    inherent_score,
    inherent_level,
    inherent_loss_low_eur,
    inherent_loss_mid_eur,
    inherent_loss_high_eur,
    inherent_expected_loss_eur,
    residual_likelihood,
    residual_impact,
    residual_score,
    residual_level,
    residual_loss_mid_eur,
    residual_expected_loss_eur,
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
