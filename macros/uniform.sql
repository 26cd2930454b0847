{#-
    A number in [0, 1) that depends on nothing but its key: the first 13 hexadecimal digits of the key's md5 over 16^13.
    52 bits, so a double holds it exactly.
-#}
{% macro uniform(key) -%}
    cast({{ hex_to_integer('substr(md5(' ~ key ~ '), 1, 13)') }} as {{ double_type() }}) / 4503599627370496
{%- endmacro %}
