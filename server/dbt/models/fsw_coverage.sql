{% if var('fullstory_raw', false) %}{{ fsw_coverage_raw() }}{% else %}{{ fsw_coverage() }}{% endif %}
