"""Keeps affiliates as contacts of a CRM: one row for each, updated by the affiliate's id.

Webhook: standard format, topics New Affiliate, Affiliate Status Change and Affiliate Details Change.

    WEBHOOK_SECRET=whsec_… python3 crm.py contacts.db

SQLite stands for your CRM. Every event carries the whole affiliate and a sequence number, so the newest one wins, in
whatever order events come; the same event twice changes nothing.
"""

import json
import sqlite3
import sys

from webhook import receive

TABLE = """
create table if not exists contact (
    id text primary key,
    email text not null,
    first_name text not null,
    last_name text,
    company text,
    status text not null,
    offer text not null,
    fields text not null,
    sequence integer not null
)
"""

UPSERT = """
insert into contact values (:id, :email, :first_name, :last_name, :company, :status, :offer, :fields, :sequence)
on conflict (id) do update set
    email = excluded.email, first_name = excluded.first_name, last_name = excluded.last_name,
    company = excluded.company, status = excluded.status, offer = excluded.offer, fields = excluded.fields,
    sequence = excluded.sequence
where excluded.sequence > contact.sequence
"""


class Contacts:
    def __init__(self, path):
        # Calls come one at a time, though from several threads.
        self.database = sqlite3.connect(path, check_same_thread=False)
        with self.database:
            self.database.execute(TABLE)

    def take(self, _, event):
        if not event["type"].startswith("affiliate."):
            return
        affiliate = event["data"]
        with self.database:  # commits, or raises
            self.database.execute(UPSERT, {
                **{key: affiliate[key] for key in ("id", "email", "first_name", "last_name", "company", "status")},
                "offer": affiliate["offer"]["name"],
                "fields": json.dumps({field["name"]: field["value"] for field in affiliate["custom_fields"]}),
                "sequence": affiliate["sequence"],
            })


if __name__ == "__main__":
    receive(Contacts(sys.argv[1] if len(sys.argv) > 1 else "contacts.db").take)
