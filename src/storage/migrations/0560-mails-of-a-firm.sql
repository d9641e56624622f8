-- Whether the last letter to a firm arrived stands on its own page.
create index policy_mails_of on policy_mails (tenant_id, enterprise_id, created_at);
