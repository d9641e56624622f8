-- Who a document is addressed to: units, and `below:UNIT` for everybody under one. They read and download it too.
alter table documents add column addressees text[] not null default '{}';
-- Circulars and briefs so far went to everybody below the government that the issuing office belongs to; orders to
-- whoever held their matters, which is not known any more when the matters have moved on.
update documents d set addressees = array['below:' || coalesce(
    (select parent_id from units u where u.tenant_id = d.tenant_id and u.id = d.unit_id), d.unit_id)]
  where template in ('circular', 'weekly');
update documents d set addressees = (
    select coalesce(array_agg(distinct m.holder_unit), '{}') from matters m
    where m.tenant_id = d.tenant_id and m.id = any(d.matters) and m.holder_unit is not null and m.holder_unit not like 'subject:%')
  where template in ('supervision-order', 'assignment-order');
create index documents_addressees on documents using gin (addressees);
