-- One row per distinct mistake of the published plan. Never add amounts over causes: several look
-- at the same figures, and some are a year of one person or of one price.
with causes as (select * from {{ ref('stg_audit_causes') }}),

findings as (
    select *
    from {{ ref('int_audit_checks') }}
    where is_finding
),

-- Findings of one cause are one mistake seen from several sides: one check carries the amount.
cause_sums as (
    select
        causes.cause_code,
        cast(count(findings.check_code) as integer) as number_of_findings,
        coalesce(sum(
            case
                when findings.check_code = causes.amount_check_code
                    then findings.amount_at_stake_eur
            end
        ), 0) as amount_at_stake_eur
    from causes
    left join findings on causes.cause_code = findings.cause_code
    group by causes.cause_code
)

select
    causes.cause_code,
    causes.name,
    causes.description,
    causes.amount_check_code,
    cause_sums.number_of_findings,
    cast(cause_sums.amount_at_stake_eur as decimal(18, 2)) as amount_at_stake_eur,
    causes.source_code
from causes
inner join cause_sums on causes.cause_code = cause_sums.cause_code
