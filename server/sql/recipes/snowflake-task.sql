-- Pushes contacts out of Snowflake, with no server: a daily task calls a procedure that calls Ometria.
-- 1. Create the view from contacts.snowflake.sql:  create or replace view ometria.fsw_contacts as <that query>;
-- 2. Put your warehouse in the place of MY_WAREHOUSE, and the key in the place of YOUR_KEY, and run this file with a role
--    that may create integrations.
-- 3. Try it on a few contacts first: add "limit 5" to the procedure's query, and look at them in Ometria.
-- What was sent is remembered by content, not by a time: rows with equal times cannot be lost at a batch's end, and rows
-- that have not changed are not sent. A batch that failed is sent by the next run.

create schema if not exists ometria;

create or replace network rule ometria.api_rule mode = egress type = host_port value_list = ('api.ometria.com');
create or replace secret ometria.api_key type = generic_string secret_string = 'YOUR_KEY';
create or replace external access integration ometria_api
  allowed_network_rules = (ometria.api_rule)
  allowed_authentication_secrets = (ometria.api_key)
  enabled = true;

create table if not exists ometria.pushed (id varchar primary key, content_hash varchar, pushed_at timestamp_ntz);
create table if not exists ometria.refused (id varchar, reason varchar, read_at timestamp_ntz);

create or replace procedure ometria.push_contacts()
returns variant
language python
runtime_version = '3.11'
packages = ('snowflake-snowpark-python', 'requests')
handler = 'main'
external_access_integrations = (ometria_api)
secrets = ('api_key' = ometria.api_key)
as
$$
import json
import time

import _snowflake
import requests

ENDPOINT = "https://api.ometria.com/v2/push"
# Ometria's limits: 100 records a request, 4 requests a second in its older pages.
BATCH = 100
PAUSE_SECONDS = 0.25
ATTEMPTS = 6

# object_construct leaves nulls out: Ometria keeps what a record does not set.
# The id is the one that the command line's push makes, so that one can take over from the other.
CHANGED = """
with current_rows as (
  select
    left(sha2('fullstory_warehouse' || chr(10) || lower(email), 256), 32) as id,
    email,
    object_delete(object_construct(contacts.*), 'EMAIL') as properties,
    sha2(to_json(properties), 256) as content_hash
  from ometria.fsw_contacts as contacts
)
select current_rows.id, email, to_json(properties) as properties, current_rows.content_hash
from current_rows
left join ometria.pushed on pushed.id = current_rows.id
where pushed.content_hash is null or pushed.content_hash <> current_rows.content_hash
"""


def to_record(row):
    properties = json.loads(row["PROPERTIES"])
    return {
        "@type": "contact",
        "@collection": "fullstory_warehouse",
        "id": row["ID"],
        "email": row["EMAIL"],
        "@merge": True,
        "properties": {name.lower(): value for name, value in properties.items()},
    }


def post(headers, rows):
    body = json.dumps([to_record(row) for row in rows])
    for attempt in range(ATTEMPTS):
        time.sleep(PAUSE_SECONDS if attempt == 0 else 2 ** attempt)
        response = requests.post(ENDPOINT, headers=headers, data=body, timeout=60)
        if response.status_code != 429 and response.status_code < 500:
            break
    if not 200 <= response.status_code < 300:
        # The task fails, which its history shows; the answer's text may hold an address, and is not told.
        raise RuntimeError(f"Ometria answered {response.status_code}")


def remember(session, rows):
    places = ", ".join("(?, ?)" for _ in rows)
    values = [value for row in rows for value in (row["ID"], row["CONTENT_HASH"])]
    session.sql(
        f"""
        merge into ometria.pushed as target
        using (select column1 as id, column2 as content_hash from values {places}) as source
        on target.id = source.id
        when matched then update set content_hash = source.content_hash, pushed_at = sysdate()
        when not matched then insert (id, content_hash, pushed_at) values (source.id, source.content_hash, sysdate())
        """,
        params=values,
    ).collect()


def read_errors(session, headers):
    """What Ometria's validation refused is told, and sent again by the next run."""
    response = requests.get(ENDPOINT + "/_errors", headers=headers, timeout=60)
    found = response.json() if response.status_code == 200 else []
    rows = found if isinstance(found, list) else next((v for v in found.values() if isinstance(v, list)), [])
    refused = 0
    for row in rows:
        said = row.get("message") if isinstance(row.get("message"), dict) else row
        if row.get("record_id") is None:
            continue
        known = session.sql("delete from ometria.pushed where id = ?", params=[row["record_id"]]).collect()
        if known[0][0] == 0:
            continue
        refused += 1
        session.sql(
            "insert into ometria.refused select ?, ?, sysdate()",
            params=[row["record_id"], str(said.get("error_path"))],
        ).collect()
    return refused


def main(session):
    key = _snowflake.get_generic_secret_string("api_key")
    headers = {"X-Ometria-Auth": key, "Content-Type": "application/json"}
    rows, sent = [], 0
    for row in session.sql(CHANGED).to_local_iterator():
        rows.append(row)
        if len(rows) == BATCH:
            post(headers, rows)
            remember(session, rows)
            sent += len(rows)
            rows = []
    if rows:
        post(headers, rows)
        remember(session, rows)
        sent += len(rows)
    # Validation comes after the answer; how much later is not documented.
    time.sleep(30 if sent else 0)
    return {"sent": sent, "refused": read_errors(session, headers)}
$$;

create or replace task ometria.push_contacts_daily
  warehouse = MY_WAREHOUSE
  schedule = 'USING CRON 0 5 * * * UTC'
  timezone = 'UTC'
as
  call ometria.push_contacts();

alter task ometria.push_contacts_daily resume;
-- Now, and not at five:  execute task ometria.push_contacts_daily;
