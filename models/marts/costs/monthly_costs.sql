-- One row per scenario, month, milestone (or operations), cost category and line, at the scenario's
-- own estimate.
with ledger as (select * from {{ ref('int_cost_ledger') }} where is_own_estimate),

cost_lines as (select * from {{ ref('int_cost_lines') }}),

roles as (select * from {{ ref('stg_roles') }}),

scenarios as (select * from {{ ref('scenarios') }}),

months as (select * from {{ ref('int_months') }})

select
    scenarios.scenario_code,
    ledger.month_index,
    months.month_start,
    ledger.milestone_key,
    ledger.milestone_code,
    ledger.cost_category,
    ledger.line_code,
    coalesce(
        cost_lines.line_name,
        roles.name || case when ledger.is_cash then '' else ', severance accrual' end
    ) as line_name,
    ledger.labor_cost_type,
    ledger.role_category_code,
    ledger.cost_component,
    cost_lines.service_code,
    cost_lines.provider_code,
    cost_lines.framework_code,
    ledger.cost_eur,
    ledger.source_code,
    ledger.is_cash,
    coalesce(cost_lines.is_recurring, ledger.cost_category = 'labor') as is_recurring
from ledger
inner join scenarios on ledger.variant_code = scenarios.scenario_code
inner join months on ledger.month_index = months.month_index
left join cost_lines
    on
        ledger.cost_category = cost_lines.cost_category
        and ledger.line_code = cost_lines.line_code
left join roles on ledger.role_code = roles.role_code
