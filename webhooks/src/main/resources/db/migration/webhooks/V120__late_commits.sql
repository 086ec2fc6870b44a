-- What a dead node leaves behind may come into being after somebody has looked for it.

alter table node add column buried_xid xid8;
comment on column node.buried_xid is 'When its leases were looked for after its death. A transaction of its own that was still open then may have left more, so they are looked for once again when all from before are over; then the row goes. Null while it lives.';
