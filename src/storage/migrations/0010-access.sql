-- Counts of attempts within a window, shared by all processes. Losing them in a crash is harmless, so not logged.
create unlogged table throttles (
  tenant_id text not null,
  key text not null,                  -- keyed hash: tells neither address nor login
  count int not null,
  resets_at timestamptz not null,
  primary key (tenant_id, key)
);

-- A sign-in at another site that has not come back yet.
create table oidc_attempts (
  tenant_id text not null,
  state_hash text not null,
  nonce text not null,
  verifier text not null,
  return_to text not null,
  expires_at timestamptz not null,
  primary key (tenant_id, state_hash)
);

create index sessions_account on sessions (tenant_id, account_id);
create unique index accounts_phone on accounts (tenant_id, phone_hash) where phone_hash is not null;
revoke select on throttles, oidc_attempts from clearway_app;
