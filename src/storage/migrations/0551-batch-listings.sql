-- A long list of 免申即享 is drawn up in the background: who asked for it, how far it is, and what became of it.
create table policy_listings (
  tenant_id text not null,
  id text not null,                     -- of the batch that comes of it
  clause text not null,
  reduce boolean not null,
  by text not null,
  unit text,
  asked_at timestamptz not null,
  candidates int not null,
  done int not null default 0,
  refusal jsonb,                        -- {code, what, why, todo}
  finished_at timestamptz,
  lease_until timestamptz,
  primary key (tenant_id, id)
);
create unique index policy_listings_one on policy_listings (tenant_id, clause) where finished_at is null;
create index policy_listings_newest on policy_listings (tenant_id, asked_at desc);
alter table policy_listings enable row level security;
revoke delete, truncate on policy_listings from clearway_system;
