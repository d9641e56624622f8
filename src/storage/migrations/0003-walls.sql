-- Two roles. clearway_app reads under row-level security; clearway_system runs commands and sweeps.
-- Neither may change or delete an event.
do $$ begin
  if not exists (select from pg_roles where rolname = 'clearway_app') then create role clearway_app nologin; end if;
  if not exists (select from pg_roles where rolname = 'clearway_system') then create role clearway_system nologin bypassrls; end if;
end $$;
grant usage on schema public to clearway_app, clearway_system;
grant select, insert, update, delete on all tables in schema public to clearway_system;
grant select on all tables in schema public to clearway_app;
grant insert on audit_log to clearway_app;
revoke update, delete, truncate on events, audit_log, audit_roots, rungs_fired from clearway_system;
alter default privileges in schema public grant select, insert, update, delete on tables to clearway_system;
alter default privileges in schema public grant select on tables to clearway_app;

-- Secrets are not the reading role's business.
revoke select on accounts, sessions, sms_codes, commands, outbox from clearway_app;

create function clearway_principals() returns text[] language sql stable as
  $$ select coalesce(string_to_array(nullif(current_setting('clearway.principals', true), ''), ','), '{}'::text[]) $$;
create function clearway_tenant() returns text language sql stable as
  $$ select current_setting('clearway.tenant', true) $$;

alter table matters enable row level security;
create policy matters_entitled on matters for select to clearway_app using (
  tenant_id = clearway_tenant() and exists (
    select 1 from access a where a.tenant_id = matters.tenant_id and a.matter_id = matters.id
      and a.principal = any (clearway_principals())));
alter table access enable row level security;
create policy access_own on access for select to clearway_app using (
  tenant_id = clearway_tenant() and principal = any (clearway_principals()));
alter table inbox enable row level security;
create policy inbox_own on inbox for select to clearway_app using (
  tenant_id = clearway_tenant() and principal = any (clearway_principals()));

do $$ declare t text; begin
  foreach t in array array['events', 'contents', 'search_tokens', 'clocks', 'rungs_fired', 'files'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy %I on %I for select to clearway_app using (
      tenant_id = clearway_tenant() and exists (
        select 1 from access a where a.tenant_id = %I.tenant_id and a.matter_id = %I.matter_id
          and a.principal = any (clearway_principals())))', t || '_entitled', t, t, t);
  end loop;
  foreach t in array array['units', 'people', 'posts', 'enterprises', 'loop_definitions', 'number_sequences', 'audit_log', 'audit_roots'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy %I on %I for select to clearway_app using (tenant_id = clearway_tenant())', t || '_tenant', t);
  end loop;
end $$;
create policy audit_log_write on audit_log for insert to clearway_app with check (tenant_id = clearway_tenant());
