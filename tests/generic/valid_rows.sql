{#-
    Every row keeps the rules of its table. One statement checks them all and returns, for each break,
    the rule, the column, the key of the row and the value found. The last line of arguments is for the input gate,
    scripts/check_seeds.py, which reads them from the YAML: a misspelt one ends the parse here.
-#}
{% test valid_rows(
    model, key=[], unique=[], required=[], optional=[], ranges={}, values={}, ascending=[], holds={}, sums=[],
    not_after_as_of=[], parents_hold={}, peers=[], previous_version={}, exceptions={}, tree={}, max_length={},
    may_be_empty=false, may_repeat={}
) %}
    {%- set node = checked_node() -%}
    {%- set key_columns = key or primary_key(node) or unique[0] | default([]) -%}
    {%- set text = dbt.type_string() -%}
    {%- set required_columns = required + key -%}
    {%- if node.resource_type == 'seed' -%}
        {%- set required_columns = node.columns | reject('in', optional) | list -%}
    {%- endif -%}
    {%- set checks = [] -%}
    {%- for column in required_columns | unique -%}
        {%- do checks.append({'rule': 'required', 'columns': [column], 'broken': column ~ ' is null'}) -%}
    {%- endfor -%}
    {%- for column, bounds in ranges.items() -%}
        {%- set limits = [] -%}
        {%- set broken = [] -%}
        {%- if bounds[0] is not none -%}
            {%- do limits.append('at least ' ~ bounds[0]) or broken.append(column ~ ' < ' ~ bounds[0]) -%}
        {%- endif -%}
        {%- if bounds[1] is defined -%}
            {%- do limits.append('at most ' ~ bounds[1]) or broken.append(column ~ ' > ' ~ bounds[1]) -%}
        {%- endif -%}
        {%- do checks.append(
            {'rule': limits | join(', '), 'columns': [column], 'broken': broken | join(' or ')}
        ) -%}
    {%- endfor -%}
    {#- What a business of this size cannot have: a product where a quotient belongs makes billions. -#}
    {%- for column in node.columns.values() if node.resource_type == 'model' and column.name.endswith('_eur') -%}
        {%- if column.data_type and column.name not in ranges -%}
            {%- do checks.append({
                'rule': 'at most largest_amount_eur',
                'columns': [column.name],
                'broken': 'abs(' ~ column.name ~ ') > ' ~ var('largest_amount_eur')
            }) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- for column, accepted in values.items() -%}
        {%- set broken -%}
            cast({{ column }} as {{ text }}) not in ('{{ accepted | join("', '") }}')
        {%- endset -%}
        {%- do checks.append({'rule': 'one of ' ~ accepted | join(', '), 'columns': [column], 'broken': broken}) -%}
    {%- endfor -%}
    {%- for columns in ascending -%}
        {%- set broken = [] -%}
        {%- for column in columns -%}
            {%- for later in columns[loop.index:] -%}
                {%- do broken.append(column ~ ' > ' ~ later) -%}
            {%- endfor -%}
        {%- endfor -%}
        {%- do checks.append(
            {'rule': columns | join(' <= '), 'columns': columns, 'broken': broken | join(' or ')}
        ) -%}
    {%- endfor -%}
    {%- for rule, condition in holds.items() -%}
        {%- set columns = columns_in(condition, node) -%}
        {%- do checks.append(
            {'rule': rule, 'columns': columns, 'broken': 'not coalesce((' ~ condition ~ '), false)'}
        ) -%}
    {%- endfor -%}

    {%- for check in checks %}
    {{ 'union all' if not loop.first }}
    select
        '{{ check.rule | replace("'", "''") }}' as rule,
        '{{ check.columns | join(", ") }}' as column_name,
        {{ row_text(key_columns) }} as row_key,
        {{ row_text(check.columns, named=check.columns | length > 1) }} as value
    from {{ model }}
    where {{ check.broken }}
    {%- endfor %}
    {%- for columns in ([key] if key else []) + unique %}
    {{ 'union all' if checks or not loop.first }}
    select
        'unique' as rule,
        '{{ columns | join(", ") }}' as column_name,
        {{ row_text(columns) }} as row_key,
        'in ' || cast(count(*) as {{ text }}) || ' rows' as value
    from {{ model }}
    group by {{ columns | join(', ') }}
    having count(*) > 1
    {%- endfor %}
    {%- for part in sums %}
    {%- set by = part.by | default([]) %}
    {{ 'union all' if checks or key or unique or not loop.first }}
    select
        'adds up to {{ part.total }}' as rule,
        '{{ part.column }}' as column_name,
        {{ row_text(by) }} as row_key,
        cast(sum({{ part.column }}) as {{ text }}) as value
    from {{ model }}
    {%- if part.where is defined %}
    where {{ part.where }}
    {%- endif %}
    {%- if by %}
    group by {{ by | join(', ') }}
    {%- endif %}
    having sum({{ part.column }}) <> {{ part.total }}
    {%- endfor %}
{% endtest %}
