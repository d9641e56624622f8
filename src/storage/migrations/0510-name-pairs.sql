-- A name is found by any part of it without reading all names: by the pairs of signs that stand side by side in it, which
-- serve Chinese as they serve letters. A code is found by its end.
create function clearway_pairs(name text) returns text[] language sql immutable strict parallel safe
return coalesce((select array_agg(distinct substr(name, n, 2)) from generate_series(1, length(name) - 1) n), '{}');

create index enterprises_pairs on enterprises using gin (clearway_pairs(name));
create index enterprises_code_end on enterprises (tenant_id, reverse(id) text_pattern_ops);
analyze enterprises;
