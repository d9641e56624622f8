-- 资金: the books of each budget line. Balances are kept beside the entries and must equal their sum; the database
-- itself refuses books that do not add up, an overdrawn account, a second promise under one key, a changed entry.
create table fund_lines (
  tenant_id text not null,
  id text not null,
  title text not null,
  policy text not null,
  year int not null,
  owner_unit text not null,
  created_at timestamptz not null,
  seq int not null default 0,
  head text not null default '',
  granted bigint not null default 0,
  available bigint not null default 0 check (available >= 0),
  committed bigint not null default 0 check (committed >= 0),
  payable bigint not null default 0 check (payable >= 0),
  sent bigint not null default 0 check (sent >= 0),
  advanced bigint not null default 0 check (advanced >= 0),
  paid bigint not null default 0 check (paid >= 0),
  receivable bigint not null default 0 check (receivable >= 0),
  primary key (tenant_id, id),
  unique (tenant_id, policy, year),
  check (granted + available + committed + payable + sent + advanced + paid + receivable = 0)
);

create table fund_items (
  tenant_id text not null,
  id text not null,
  line_id text not null,
  policy_version text not null,
  enterprise_id text not null,
  period text not null,
  payee text not null,
  purpose text not null,
  exclusion text,                        -- 从高不重复: items of one group exclude each other
  matter_id text,                        -- the claim, where there is one
  advance boolean not null,
  batch_id text,                         -- the open batch that holds it
  stage_since timestamptz not null,
  created_at timestamptz not null,
  committed bigint not null default 0 check (committed >= 0),
  payable bigint not null default 0 check (payable >= 0),
  sent bigint not null default 0 check (sent >= 0),
  advanced bigint not null default 0 check (advanced >= 0),
  paid bigint not null default 0 check (paid >= 0),
  receivable bigint not null default 0 check (receivable >= 0),
  primary key (tenant_id, id),
  foreign key (tenant_id, line_id) references fund_lines (tenant_id, id)
);
-- Nobody is paid twice.
create unique index fund_items_key on fund_items (tenant_id, policy_version, enterprise_id, period);
create index fund_items_line on fund_items (tenant_id, line_id, created_at desc, id);
create index fund_items_enterprise on fund_items (tenant_id, enterprise_id);

create table fund_entries (
  tenant_id text not null,
  line_id text not null,
  seq int not null,
  at timestamptz not null,
  act text not null,
  "from" text not null,
  "to" text not null,
  amount bigint not null check (amount > 0),
  item_id text,
  by text not null,
  unit text,
  batch_id text,
  bank_number text,
  note text,
  prev text not null,
  hash text not null,
  primary key (tenant_id, line_id, seq)
);
create index fund_entries_item on fund_entries (tenant_id, item_id, line_id, seq) where item_id is not null;

create table fund_batches (
  tenant_id text not null,
  id text not null,
  number text not null,
  line_id text not null,
  format text not null,
  status text not null check (status in ('drafted', 'approved', 'sent', 'reconciled', 'cancelled')),
  prepared_by text not null,
  prepared_at timestamptz not null,
  approved_by text,
  approved_at timestamptz,
  sent_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, number),
  foreign key (tenant_id, line_id) references fund_lines (tenant_id, id)
);
create index fund_batches_line on fund_batches (tenant_id, line_id, prepared_at desc);

create table fund_payments (
  tenant_id text not null,
  batch_id text not null,
  reference text not null,
  item_id text not null,
  enterprise_id text not null,
  payee text not null,
  account text not null,                 -- keyed commitment to the account number
  amount bigint not null check (amount > 0),
  outcome text check (outcome in ('arrived', 'returned')),
  settled_at timestamptz,
  bank_number text,
  why text,
  primary key (tenant_id, reference),
  foreign key (tenant_id, batch_id) references fund_batches (tenant_id, id)
);
create index fund_payments_batch on fund_payments (tenant_id, batch_id);

-- Every line that a bank ever told, once.
create table fund_bank_lines (
  tenant_id text not null,
  bank_number text not null,
  batch_id text not null,
  file text not null,
  row int not null,
  told_at timestamptz not null,
  amount bigint not null,
  outcome text not null,
  mismatch text,
  primary key (tenant_id, bank_number)
);

create table fund_accounts (
  tenant_id text not null,
  enterprise_id text not null,
  account text not null,                 -- keyed commitment
  tail text not null,
  content_cipher bytea not null,         -- account number, holder, bank
  confirmed_at timestamptz not null,
  confirmed_by text not null,
  primary key (tenant_id, enterprise_id)
);
revoke select on fund_lines, fund_items, fund_entries, fund_batches, fund_payments, fund_bank_lines, fund_accounts
  from clearway_app;
revoke update, delete, truncate on fund_entries, fund_bank_lines from clearway_system;
revoke delete, truncate on fund_lines, fund_items, fund_batches, fund_payments from clearway_system;
