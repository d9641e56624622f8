-- Webhooks by the Standard Webhooks convention. What is sent names matters by id and nothing else.
create table webhook_subscriptions (
  tenant_id text not null,
  id text not null,
  url text not null,
  title text not null,
  topics text[] not null,
  secret_cipher bytea not null,
  failures int not null default 0,    -- attempts that failed since the last that succeeded
  disabled_at timestamptz,
  disabled_why text,
  created_by text not null,
  created_at timestamptz not null,
  primary key (tenant_id, id)
);
create table webhook_deliveries (
  tenant_id text not null,
  id text not null,
  subscription_id text not null,
  message_id text not null,           -- webhook-id: the same at every attempt
  topic text not null,
  body text not null,
  attempts int not null default 0,
  next_at timestamptz,                -- null once delivered or given up
  delivered_at timestamptz,
  last_status int,
  last_error text,
  last_ms int,
  created_at timestamptz not null,
  primary key (tenant_id, id)
);
create index webhook_deliveries_due on webhook_deliveries (tenant_id, next_at) where next_at is not null;
create index webhook_deliveries_log on webhook_deliveries (tenant_id, subscription_id, created_at desc, id desc);
alter table webhook_subscriptions enable row level security;
alter table webhook_deliveries enable row level security;
revoke all on webhook_subscriptions, webhook_deliveries from clearway_app;

-- In the transaction of the matter itself, and only where somebody listens. A projection that is rebuilt is no news.
create function clearway_announce() returns trigger language plpgsql as $$
declare
  moved text;
  what jsonb := jsonb_build_object('matter', new.id, 'number', new.number, 'loop', new."loop", 'status', new.status, 'seq', new.seq);
begin
  if current_setting('clearway.rebuilding', true) = 'on' or not exists (
    select from webhook_subscriptions s where s.tenant_id = new.tenant_id and s.disabled_at is null) then return null;
  end if;
  if tg_op = 'INSERT' then
    perform clearway_announce_one(new.tenant_id, new.id, new.seq, 'matter.opened', what, new.updated_at);
    return null;
  end if;
  select e.data ->> 'move' into moved from events e
  where e.tenant_id = new.tenant_id and e.matter_id = new.id and e.seq > old.seq and e.data ? 'move' order by e.seq desc limit 1;
  if moved is not null then
    perform clearway_announce_one(new.tenant_id, new.id, new.seq, 'matter.moved', what || jsonb_build_object('move', moved), new.updated_at);
  end if;
  if new.closed and not old.closed then
    perform clearway_announce_one(new.tenant_id, new.id, new.seq, 'matter.closed', what, new.updated_at);
  end if;
  return null;
end $$;

create function clearway_announce_one(tenant text, matter text, seq int, topic text, data jsonb, at timestamptz)
returns void language sql as $$
  insert into outbox (tenant_id, id, topic, matter_id, payload, available_at)
  values (tenant, 'webhook-' || topic || '-' || matter || '-' || seq, 'webhook', matter,
    jsonb_build_object('topic', topic, 'at', (extract(epoch from at) * 1000)::bigint, 'data', data), at)
  on conflict do nothing
$$;
create trigger matters_announced after insert or update of seq on matters
  for each row execute function clearway_announce();
