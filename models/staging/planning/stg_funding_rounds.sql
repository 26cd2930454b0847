-- One row per funding round of a scenario.
select
    trim(funding_round_code) as funding_round_code,
    trim(name) as name,
    trim(scenario_code) as scenario_code,
    trim(round_type) as round_type,
    month_index,
    trim(currency_code) as currency_code,
    amount,
    trim(source_code) as source_code
from {{ ref('raw_funding_rounds') }}
