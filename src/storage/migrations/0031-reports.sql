-- Reports of a month read what was closed in it; open matters have their own indexes.
create index matters_closed on matters (tenant_id, loop, closed_at) where closed;
