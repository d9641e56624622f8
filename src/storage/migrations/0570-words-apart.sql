-- Words that a later move recorded lay among the fields, as a reference that nobody could read. They lie with the others.
update matters m set state = m.state || jsonb_build_object(
  'fields', told.plain, 'contents', coalesce(m.state -> 'contents', '{}') || told.words)
from (
  select tenant_id, id, coalesce(jsonb_object_agg(key, value) filter (where not is_ref), '{}') as plain,
    jsonb_object_agg(key, value) filter (where is_ref) as words
  from (
    select tenant_id, id, key, value, jsonb_typeof(value) = 'object' and value ? 'ref' as is_ref
    from matters, jsonb_each(state -> 'fields')
  ) each
  group by tenant_id, id having bool_or(is_ref)
) told
where m.tenant_id = told.tenant_id and m.id = told.id;
