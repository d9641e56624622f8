-- Official documents: the number and the document are written together, so that numbers have no gaps.
create table documents (
  tenant_id text not null,
  id text not null,
  template text not null,
  title text not null,
  number text,
  unit_id text not null,                 -- whose document it is
  matters text[] not null default '{}',
  period text,
  bytes_cipher bytea not null,
  sha256 text not null,
  created_by text not null,
  created_at timestamptz not null,
  primary key (tenant_id, id)
);
create unique index documents_number on documents (tenant_id, number) where number is not null;
create index documents_unit on documents (tenant_id, unit_id, created_at desc, id);

alter table documents enable row level security;
create policy documents_tenant on documents for select to clearway_app using (tenant_id = clearway_tenant());
revoke update, delete, truncate on documents from clearway_system;
