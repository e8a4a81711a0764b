{% if var('fullstory_raw', false) %}{{ fsw_contacts_raw() }}{% else %}{{ fsw_contacts() }}{% endif %}
