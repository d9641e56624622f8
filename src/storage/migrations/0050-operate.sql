-- Which content key the sealed texts of this database want: its name only, never the key.
create table site_keys (
  fingerprint text primary key,
  first_used_at timestamptz not null
);
