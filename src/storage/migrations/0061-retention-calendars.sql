-- Working calendars by version: what a deadline was worked out with must still be known when the next notice comes.
create table calendars (
  tenant_id text not null,
  version text not null,
  data jsonb not null,
  since timestamptz not null,
  primary key (tenant_id, version)
);
revoke update, delete, truncate on calendars from clearway_system;

create index contents_retained on contents (tenant_id, retain_until) where erased_at is null and retain_until is not null;
create index contents_unscheduled on contents (tenant_id, matter_id) where erased_at is null and retain_until is null;
create index files_kept on files (tenant_id, matter_id) where bytes_cipher is not null and matter_id is not null;
