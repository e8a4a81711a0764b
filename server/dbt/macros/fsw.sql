{# Each warehouse has its own SQL, in a file beside this one; dbt finds it by the prefix of the macro's name. #}
{% macro fsw_contacts() %}{{ return(adapter.dispatch('fsw_contacts', 'fullstory_ometria')()) }}{% endmacro %}

{% macro fsw_contacts_raw() %}{{ return(adapter.dispatch('fsw_contacts_raw', 'fullstory_ometria')()) }}{% endmacro %}

{% macro fsw_coverage() %}{{ return(adapter.dispatch('fsw_coverage', 'fullstory_ometria')()) }}{% endmacro %}

{% macro fsw_coverage_raw() %}{{ return(adapter.dispatch('fsw_coverage_raw', 'fullstory_ometria')()) }}{% endmacro %}
