-- From when on a limit is near follows the ladder of its clock, which only the engine knows: projected beside the limit.
alter table matters add column near_at timestamptz;
create or replace function clearway_write_step(t text, p jsonb) returns void language plpgsql as $$
declare
  m jsonb := p -> 'matter';
  at_now timestamptz := clearway_ms((p ->> 'now')::numeric);
begin
  if p -> 'command' <> 'null'::jsonb then
    insert into commands (tenant_id, key, actor, fingerprint, matter_id, result, at)
    values (t, p #>> '{command,key}', p #>> '{command,actor}', p #>> '{command,fingerprint}', m ->> 'id', p #> '{command,result}', at_now);
  end if;

  insert into events (tenant_id, matter_id, seq, at, type, actor, unit, command_id, data, prev_hash, hash)
  select t, m ->> 'id', (e ->> 'seq')::int, clearway_ms((e ->> 'at')::numeric), e ->> 'type', e ->> 'actor', e ->> 'unit',
         e ->> 'command_id', e -> 'data', e ->> 'prev', e ->> 'hash'
  from jsonb_array_elements(p -> 'events') e;

  insert into rungs_fired (tenant_id, matter_id, clock, cycle, rung, fired_at)
  select t, m ->> 'id', e #>> '{data,clock}', (e #>> '{data,cycle}')::int, e #>> '{data,rung}', clearway_ms((e ->> 'at')::numeric)
  from jsonb_array_elements(p -> 'events') e where e ->> 'type' = 'rung-fired';

  insert into matters as old (tenant_id, id, number, loop, version, status, closed, seq, head_hash, state, opened_at, closed_at,
    updated_at, holder_unit, holder_section, holder_person, held_since, enterprise_id, region, category, grade, channel,
    plan_id, parent_id, flags, tags, waiting_on, due_at, near_at, breached, suspended, provisional)
  values (t, m ->> 'id', m ->> 'number', m ->> 'loop', m ->> 'version', m ->> 'status', (m ->> 'closed')::boolean,
    (m ->> 'seq')::int, m ->> 'head_hash', m -> 'state', clearway_ms((m ->> 'opened_at')::numeric),
    clearway_ms((m ->> 'closed_at')::numeric), clearway_ms((m ->> 'updated_at')::numeric), m ->> 'holder_unit',
    m ->> 'holder_section', m ->> 'holder_person', clearway_ms((m ->> 'held_since')::numeric), m ->> 'enterprise_id',
    m ->> 'region', m ->> 'category', m ->> 'grade', m ->> 'channel', m ->> 'plan_id', m ->> 'parent_id',
    array(select jsonb_array_elements_text(m -> 'flags')), array(select jsonb_array_elements_text(m -> 'tags')),
    array(select jsonb_array_elements_text(m -> 'waiting_on')), clearway_ms((m ->> 'due_at')::numeric), clearway_ms((m ->> 'near_at')::numeric), (m ->> 'breached')::boolean, (m ->> 'suspended')::boolean, (m ->> 'provisional')::boolean)
  on conflict (tenant_id, id) do update set
    version = excluded.version, status = excluded.status, closed = excluded.closed, seq = excluded.seq,
    head_hash = excluded.head_hash, state = excluded.state, closed_at = excluded.closed_at, updated_at = excluded.updated_at,
    holder_unit = excluded.holder_unit, holder_section = excluded.holder_section, holder_person = excluded.holder_person,
    held_since = excluded.held_since, enterprise_id = excluded.enterprise_id, region = excluded.region,
    category = excluded.category, grade = excluded.grade, plan_id = excluded.plan_id, flags = excluded.flags,
    tags = excluded.tags, waiting_on = excluded.waiting_on, due_at = excluded.due_at, near_at = excluded.near_at, breached = excluded.breached,
    suspended = excluded.suspended, provisional = excluded.provisional;

  insert into contents (tenant_id, id, matter_id, kind, cipher, salt, commitment, retain_until, created_at)
  select t, c ->> 'id', m ->> 'id', c ->> 'kind', decode(c ->> 'cipher', 'hex'), decode(c ->> 'salt', 'hex'), c ->> 'commitment',
         (c ->> 'retain_until')::date, at_now
  from jsonb_array_elements(p -> 'contents') c;

  delete from access where tenant_id = t and matter_id = m ->> 'id'
    and principal in (select jsonb_array_elements_text(p -> 'revoked'));
  insert into access (tenant_id, principal, matter_id, loop, opened_at, why)
  select t, a ->> 'principal', m ->> 'id', m ->> 'loop', clearway_ms((m ->> 'opened_at')::numeric), a ->> 'why'
  from jsonb_array_elements(p -> 'access') a
  on conflict (tenant_id, principal, matter_id) do nothing;

  insert into clocks as old (tenant_id, matter_id, clock, fire_at, next_rung_at, next_rung, running)
  select t, m ->> 'id', c ->> 'clock', clearway_ms((c ->> 'fire_at')::numeric), clearway_ms((c ->> 'next_rung_at')::numeric),
         c ->> 'next_rung', (c ->> 'running')::boolean
  from jsonb_array_elements(p -> 'clocks') c
  on conflict (tenant_id, matter_id, clock) do update set fire_at = excluded.fire_at, next_rung_at = excluded.next_rung_at,
    next_rung = excluded.next_rung, running = excluded.running
  where (old.fire_at, old.next_rung_at, old.next_rung, old.running)
    is distinct from (excluded.fire_at, excluded.next_rung_at, excluded.next_rung, excluded.running);

  if p -> 'tokens' <> 'null'::jsonb then
    insert into search_tokens as old (tenant_id, matter_id, tokens)
    values (t, m ->> 'id', array_to_tsvector(array(select jsonb_array_elements_text(p -> 'tokens'))))
    on conflict (tenant_id, matter_id) do update set tokens = old.tokens || excluded.tokens;
  end if;

  insert into outbox (tenant_id, id, topic, matter_id, payload, available_at)
  select t, o ->> 'id', o ->> 'topic', m ->> 'id', o -> 'payload', at_now from jsonb_array_elements(p -> 'outbox') o;
end $$;

-- Open matters of before, by the same rule: the first reminder of the limit that ends first, or its last quarter.
update matters m set near_at = clearway_ms(coalesce(
    (select min((r ->> 'at')::numeric) from jsonb_array_elements(n.clock -> 'rungs') r
      where (r ->> 'at')::numeric < n.fire and (r ->> 'at')::numeric > (n.clock #>> '{state,countingFrom}')::numeric),
    round(n.fire - (n.fire - (n.clock #>> '{state,runningSince}')::numeric) * 0.25)))
from (select x.tenant_id, x.id, c.value as clock, (c.value #>> '{state,fireAt}')::numeric as fire
  from matters x, lateral (select value from jsonb_each(x.state -> 'clocks')
    where value -> 'stoppedAt' is null and value #>> '{state,fireAt}' is not null
    order by (value #>> '{state,fireAt}')::numeric limit 1) c
  where not x.closed and not x.suspended) n
where m.tenant_id = n.tenant_id and m.id = n.id;
