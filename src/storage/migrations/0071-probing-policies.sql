-- The planner cannot know how many matters a reader may see (it takes the average principal, and most of those follow
-- one matter), so it used to gather all of them for a page of fifty. `offset 0` keeps it from that: each row is looked up.
do $$ declare t text; begin
  foreach t in array array['events', 'contents', 'search_tokens', 'clocks', 'rungs_fired', 'files'] loop
    execute format('alter policy %I on %I using (
      tenant_id = (select clearway_tenant()) and exists (
        select 1 from access a where a.tenant_id = %I.tenant_id and a.matter_id = %I.matter_id
          and a.principal = any ((select clearway_principals())::text[]) offset 0))', t || '_entitled', t, t, t);
  end loop;
end $$;

-- Counting goes over everything, and there gathering is right. Both ways give the same rows, so the setting, which
-- whoever reads may change, changes the time and nothing else.
alter policy matters_entitled on matters using (
  tenant_id = (select clearway_tenant()) and case when (select current_setting('clearway.wide', true) = 'on')
    then id in (select a.matter_id from access a
      where a.tenant_id = (select clearway_tenant()) and a.principal = any ((select clearway_principals())::text[]))
    else exists (select 1 from access a where a.tenant_id = matters.tenant_id and a.matter_id = matters.id
      and a.principal = any ((select clearway_principals())::text[]) offset 0) end);
