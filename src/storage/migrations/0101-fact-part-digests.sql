-- A piece is hashed when it comes, so that the same file is known without reading it again.
alter table fact_import_parts add column digest text not null default '';
-- Pieces do not compress twice: what is uploaded is mostly read once and gone.
alter table fact_import_parts alter column bytes set storage external;
