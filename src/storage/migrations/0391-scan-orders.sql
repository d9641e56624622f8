-- Scans of a unit's people, and of the whole city by time.
create index enterprise_code_scans_unit on enterprise_code_scans (tenant_id, unit_id, at desc, id desc) where unit_id is not null;
create index enterprise_code_scans_at on enterprise_code_scans (tenant_id, at);
