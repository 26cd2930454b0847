-- One row per check and subject: a stated subtotal or total against the sum of its own lines. Never
-- add up values: subtotals are parts of totals, and currencies differ.
with other_lines as (select * from {{ ref('stg_published_other_build_lines') }}),

-- Both versions state digits of the document's currency, whatever the label says.
build_costs as (
    select
        *,
        max(case when plan_version = 'document' then currency_code end) over ()
            as digits_currency_code
    from {{ ref('stg_published_build_costs') }}
),

-- Stated totals beside their lines: the subject names the whole that both belong to.
stated_lines as (
    select
        'staff_subtotal' as check_code,
        published_personnel_line_code as subject_code,
        milestone_code || ' staff subtotal' as subject,
        milestone_code,
        stated_amount as amount,
        currency_code as unit,
        currency_code as stake_currency_code,
        cast(null as integer) as user_scale,
        source_code,
        is_subtotal as is_total
    from {{ ref('stg_published_personnel_lines') }}

    union all

    -- The high end has a row of its own only where the plan states a range.
    {% for bound in ['low', 'high'] %}
        select
            'build_table_subtotal' as check_code,
            published_other_build_line_code || '-{{ bound }}' as subject_code,
            milestone_code || ' ' || cost_table || ', {{ bound }}' as subject,
            milestone_code,
            amount_{{ bound }} as amount,
            currency_code as unit,
            currency_code as stake_currency_code,
            cast(null as integer) as user_scale,
            source_code,
            is_subtotal as is_total
        from other_lines
        {%- if bound == 'high' %}
            where not is_subtotal or amount_high <> amount_low
        {%- endif %}

        union all
    {% endfor %}

    {% for estimate in ['low', 'mid', 'high'] %}
        select
            'build_total' as check_code,
            published_build_cost_code || '-{{ estimate }}' as subject_code,
            milestone_code || ' total, ' || plan_version || ', {{ estimate }}' as subject,
            milestone_code,
            amount_{{ estimate }} as amount,
            currency_code as unit,
            digits_currency_code as stake_currency_code,
            cast(null as integer) as user_scale,
            source_code,
            is_stated_total as is_total
        from build_costs

        union all
    {% endfor %}

    select
        'operations_total' as check_code,
        published_monthly_operation_code as subject_code,
        milestone_code || ' monthly operations' as subject,
        milestone_code,
        stated_amount as amount,
        currency_code || ' per month' as unit,
        currency_code as stake_currency_code,
        cast(null as integer) as user_scale,
        source_code,
        line_kind = 'total' as is_total
    from {{ ref('stg_published_monthly_operations') }}
    where
        section = 'operations'
        and line_kind in ('item', 'total')

    union all

    select
        'document_scale_total' as check_code,
        published_infrastructure_component_code as subject_code,
        'Infrastructure for ' || {{ plain_number('user_scale') }} || ' users, document' as subject,
        cast(null as {{ dbt.type_string() }}) as milestone_code,
        monthly_amount as amount,
        currency_code || ' per month' as unit,
        currency_code as stake_currency_code,
        user_scale,
        source_code,
        is_stated_total as is_total
    from {{ ref('stg_published_infrastructure_components') }}

    union all

    select
        'database_scale_total' as check_code,
        published_database_infrastructure_code as subject_code,
        'Infrastructure for ' || {{ plain_number('user_scale') }} || ' users, database' as subject,
        cast(null as {{ dbt.type_string() }}) as milestone_code,
        stated_value as amount,
        currency_code || ' per month' as unit,
        currency_code as stake_currency_code,
        user_scale,
        source_code,
        is_stated_total as is_total
    from {{ ref('stg_published_database_infrastructure') }}
    where line_kind in ('component', 'total')
),

summed_lines as (
    select
        *,
        sum(case when not is_total then amount end) over (partition by check_code, subject)
            as line_sum
    from stated_lines
)

select
    check_code,
    subject_code,
    subject,
    milestone_code,
    amount as stated_value,
    line_sum as recomputed_value,
    unit,
    1 as stake_factor,
    stake_currency_code,
    user_scale,
    source_code
from summed_lines
where is_total

union all

select
    'monthly_build_amount' as check_code,
    published_other_build_line_code as subject_code,
    milestone_code || ' ' || item as subject,
    milestone_code,
    amount_low as stated_value,
    monthly_amount * months as recomputed_value,
    currency_code as unit,
    1 as stake_factor,
    currency_code as stake_currency_code,
    cast(null as integer) as user_scale,
    source_code
from other_lines
where monthly_amount is not null
