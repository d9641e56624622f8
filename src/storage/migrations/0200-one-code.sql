-- 一码通服: which keys signed codes, which printed codes hold, who scanned whom. Keys themselves are derived from the
-- content key and never stored.
create table enterprise_code_keys (
  tenant_id text not null,
  no int not null,
  since timestamptz not null,
  retired_at timestamptz,               -- nothing it signed holds from then on
  primary key (tenant_id, no)
);

-- Printed codes only: a live one is gone in minutes and needs no row.
create table enterprise_codes (
  tenant_id text not null,
  serial text not null,
  enterprise_id text not null,
  key_no int not null,
  place text not null,                  -- where it hangs
  code text not null,
  issued_at timestamptz not null,
  issued_by text not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  primary key (tenant_id, serial)
);
create index enterprise_codes_newest on enterprise_codes (tenant_id, enterprise_id, issued_at desc, serial desc);

create table enterprise_code_scans (
  tenant_id text not null,
  id text not null,
  enterprise_id text not null,
  at timestamptz not null,
  kind text not null,
  serial text not null,
  scanner text not null,                -- account, or a keyed hash of a stranger's address
  signed_in boolean not null,
  unit_id text,
  views jsonb not null,                 -- what he was shown, as the pack called it then
  primary key (tenant_id, id)
);
create index enterprise_code_scans_newest on enterprise_code_scans (tenant_id, enterprise_id, at desc, id desc);
create index enterprise_code_scans_scanner on enterprise_code_scans (tenant_id, enterprise_id, scanner, at desc);

do $$ declare t text; begin
  foreach t in array array['enterprise_code_keys', 'enterprise_codes', 'enterprise_code_scans'] loop
    execute format('alter table %I enable row level security', t);
  end loop;
end $$;
revoke delete, truncate on enterprise_code_scans from clearway_system;
