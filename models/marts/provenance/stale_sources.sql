-- One row per source that is older on as_of_date than its kind allows, also where no cost rests on
-- it. cost_eur is the default scenario's cost over the whole horizon.
with sources as (select * from {{ ref('stg_data_sources') }}),

source_kinds as (select * from {{ ref('stg_source_kinds') }}),

variants as (select * from {{ ref('int_scenario_variants') }} where is_default),

figure_inputs as (select * from {{ ref('figure_inputs') }}),

clock as (select cast('{{ var("as_of_date") }}' as date) as today),

aged_sources as (
    select
        sources.source_code,
        sources.publisher,
        sources.title,
        sources.source_kind_code,
        sources.confidence,
        sources.as_of_date,
        {{ dbt.datediff('sources.as_of_date', 'clock.today', 'day') | trim }} as age_days,
        source_kinds.staleness_limit_days
    from sources
    inner join source_kinds on sources.source_kind_code = source_kinds.source_kind_code
    cross join clock
),

default_inputs as (
    select
        figure_inputs.source_code,
        figure_inputs.seed,
        figure_inputs.input_key,
        max(case when figure_inputs.role = 'priced' then 1 else 0 end) as is_priced,
        sum(figure_inputs.amount_eur) as cost_eur
    from figure_inputs
    inner join variants on figure_inputs.scenario_code = variants.variant_code
    group by figure_inputs.source_code, figure_inputs.seed, figure_inputs.input_key
),

uses as (
    select
        source_code,
        count(*) as inputs,
        sum(is_priced) as priced_inputs,
        sum(cost_eur) as cost_eur
    from default_inputs
    group by source_code
)

select
    aged_sources.source_code,
    aged_sources.publisher,
    aged_sources.title,
    aged_sources.source_kind_code,
    aged_sources.confidence,
    aged_sources.as_of_date,
    cast(aged_sources.age_days as integer) as age_days,
    aged_sources.staleness_limit_days,
    cast(aged_sources.age_days - aged_sources.staleness_limit_days as integer) as days_over,
    cast(coalesce(uses.inputs, 0) as integer) as inputs,
    cast(coalesce(uses.priced_inputs, 0) as integer) as priced_inputs,
    cast(coalesce(uses.cost_eur, 0) as decimal(18, 2)) as cost_eur
from aged_sources
left join uses on aged_sources.source_code = uses.source_code
where aged_sources.age_days > aged_sources.staleness_limit_days
