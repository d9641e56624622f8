-- 一办即消: whoever acts on a matter has read what it asked of him and of his post; of a matter that has ended nobody at
-- the office need read what it asked for. In the decision's own statement: one trip more would cost as much as the rest.
create index inbox_unread on inbox (tenant_id, principal) where read_at is null;
create index inbox_unread_matter on inbox (tenant_id, matter_id) where read_at is null;

create function clearway_take_step(t text, p jsonb) returns void language plpgsql as $$
begin
  perform clearway_write_step(t, p);
  update inbox set read_at = clearway_ms((p ->> 'now')::numeric)
    where tenant_id = t and matter_id = p #>> '{matter,id}' and read_at is null
      and at <= clearway_ms((p ->> 'now')::numeric)
      and (principal in (select jsonb_array_elements_text(p -> 'settles'))
        or ((p #>> '{matter,closed}')::boolean and principal ~ '^(duty|overseer|unit|head):'));
end $$;

revoke all on function clearway_take_step(text, jsonb) from public;
grant execute on function clearway_take_step(text, jsonb) to clearway_system;
