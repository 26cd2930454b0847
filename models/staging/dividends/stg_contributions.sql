-- One row per contributor and month.
select
    trim(contributor_code) as contributor_code,
    month_index,
    acus,
    quality_score,
    uniqueness_score,
    depth_score,
    domain_score,
    engagement_score,
    consistency_score,
    trim(source_code) as source_code
from
    {{
        source('files', 'loaded_contributions') if var('contributions_path')
        else ref('raw_contributions')
    }}
