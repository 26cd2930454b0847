{#-
    Sum of weight x score over the scoring factors, exact to twelve decimals. `scores` has the columns factor_score,
    `weights` the columns factor_weight; a factor without a weight counts 0. `volume_score` stands in for that of `scores`.
-#}
{% macro weighted_points(scores, weights, volume_score=none) -%}
    {%- for factor in ['volume', 'quality', 'uniqueness', 'depth', 'domain', 'engagement', 'consistency'] %}
        {%- set score = volume_score if factor == 'volume' and volume_score else scores ~ '.' ~ factor ~ '_score' -%}
        {{ ' + ' if not loop.first -}}
        cast(coalesce({{ weights }}.{{ factor }}_weight, 0) * {{ score }} as decimal(18, 12))
    {%- endfor %}
{%- endmacro %}
