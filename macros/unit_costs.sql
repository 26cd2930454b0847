{#-
    The unit costs of a row, each with its name, from the amounts of the same row: one exact division each, null where
    nobody is counted. total_users, active_users and contributors name the column that counts them, for one month or
    added up over several.
-#}
{% macro unit_costs(total_users, active_users, contributors) -%}
    {{ divide('operating_cost_eur', total_users) }} as cost_per_user,
    {{ divide('operating_cost_eur', active_users) }} as cost_per_active_user,
    {{ divide('operating_cost_eur', contributors) }} as cost_per_contributor,
    {{ divide('total_cost_eur', total_users) }} as fully_loaded_cost_per_user,
    {{ divide('revenue_eur', total_users) }} as revenue_per_user,
    {{ divide('operating_cost_eur - revenue_eur', total_users) }} as net_cost_per_user,
    {{ divide('operating_cost_eur - revenue_eur + dividend_pool_eur', total_users) }}
        as net_cost_per_user_after_dividend
{%- endmacro %}
