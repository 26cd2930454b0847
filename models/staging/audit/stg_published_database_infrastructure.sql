-- One row per typed infrastructure model and line of the database version: only components of one
-- model may be added.
select
    trim(published_database_infrastructure_code) as published_database_infrastructure_code,
    trim(model_code) as model_code,
    trim(model_name) as model_name,
    user_scale,
    trim(line_kind) as line_kind,
    trim(component) as component,
    stated_value,
    trim(currency_code) as currency_code,
    is_stated_total,
    trim(source_code) as source_code
from {{ ref('raw_published_database_infrastructure') }}
