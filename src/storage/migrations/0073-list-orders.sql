-- Lists in the order of their last change, and of what a unit holds in the order of opening: read from an index as far
-- as the page goes, however many matters there are.
create index matters_updated on matters (tenant_id, updated_at desc, id desc);
create index matters_holder_opened on matters (tenant_id, holder_unit, opened_at desc, id desc) where not closed;
