-- Work orders of 12345, 110 and other peers: one number stays with a matter, whoever handles it.
create table work_orders (
  tenant_id text not null,
  matter_id text not null,
  number text not null,
  origin text not null,
  created_at timestamptz not null,
  primary key (tenant_id, matter_id)
);
create index work_orders_created on work_orders (tenant_id, created_at);

create table work_order_parties (
  tenant_id text not null,
  peer text not null,
  number text not null,               -- that peer's own number
  matter_id text not null,
  joined_at timestamptz not null,
  told_seq int not null default 0,    -- how far it has been told how the matter stands
  attempts int not null default 0,
  last_error text,
  next_try_at timestamptz not null,
  primary key (tenant_id, peer, number)
);
create index work_order_parties_matter on work_order_parties (tenant_id, matter_id);

-- What peers said and were told, each once. A record may come before its order.
create table work_order_logs (
  tenant_id text not null,
  peer text not null,
  number text not null,
  event text not null,
  at timestamptz not null,            -- when it happened there
  received_at timestamptz not null,
  direction text not null check (direction in ('in', 'out')),
  status text not null,
  text_cipher bytea,                  -- may name people; null once erased
  primary key (tenant_id, peer, number, event)
);
revoke select on work_orders, work_order_parties, work_order_logs from clearway_app;
revoke delete, truncate on work_order_logs from clearway_system;
