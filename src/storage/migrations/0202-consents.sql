-- 授权: an enterprise lets a unit see some of its sensitive facts, until a day or until it takes that back. Kept at the
-- wall: what is not granted cannot be read, whatever the program asks.
create table fact_consents (
  tenant_id text not null,
  id text not null,
  enterprise_id text not null,
  unit_id text not null,
  keys jsonb not null,                  -- facts
  purpose text not null,
  granted_at timestamptz not null,
  granted_by text not null,
  valid_until date not null,
  withdrawn_at timestamptz,
  primary key (tenant_id, id)
);
create index fact_consents_newest on fact_consents (tenant_id, enterprise_id, granted_at desc, id desc);
alter table fact_consents enable row level security;
revoke delete, truncate on fact_consents from clearway_system;

-- Which looks at sensitive facts an enterprise is shown.
create index audit_log_sensitive on audit_log (tenant_id, object, at desc, id desc) where act = 'facts.sensitive-read';

drop function clearway_sensitive_facts(text, text, text, text, text);
create function clearway_sensitive_facts(wanted_id text, log_id text, actor text, unit text, request text, today date)
returns jsonb language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  who text[] := clearway_principals();
  own boolean := ('enterprise:' || wanted_id) = any (who);
  whole boolean := own or 'may:facts.sensitive' = any (who);
  granted text[];
  by_consent text[];
  row_ jsonb;
begin
  if not whole then
    select array_agg(distinct k.key), array_agg(distinct c.id) into granted, by_consent
    from fact_consents c cross join lateral jsonb_array_elements_text(c.keys) k (key)
    where c.tenant_id = clearway_said_tenant() and c.enterprise_id = wanted_id and c.withdrawn_at is null
      and c.valid_until >= today and ('unit:' || c.unit_id) = any (who);
    if granted is null then return '{}'; end if;
  end if;
  select to_jsonb(f) into row_ from enterprise_facts f where f.tenant_id = clearway_said_tenant() and f.id = wanted_id;
  if row_ is null then return '{}'; end if;
  if not own then
    insert into audit_log (tenant_id, id, at, actor, unit, act, object, detail, request_id)
    values (clearway_said_tenant(), log_id, clock_timestamp(), actor, unit, 'facts.sensitive-read', wanted_id,
      case when whole then '{}' else jsonb_build_object('consents', to_jsonb(by_consent)) end, request);
  end if;
  return (select coalesce(jsonb_object_agg(c.key, row_ -> c.column_name), '{}') from (
    select key, lower(regexp_replace(key, '([A-Z])', '_\1', 'g')) as column_name from fact_columns
    where sensitivity = 'sensitive' and (whole or key = any (granted))) c where row_ ->> c.column_name is not null);
end $$;
revoke all on function clearway_sensitive_facts(text, text, text, text, text, date) from public;
grant execute on function clearway_sensitive_facts(text, text, text, text, text, date) to clearway_app;
