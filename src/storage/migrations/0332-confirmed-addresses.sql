-- An address gets letters only after somebody who reads them there has sent the code back.
alter table policy_wishes
  add column pending_email text,
  add column code_hash text,
  add column code_asked_at timestamptz,
  add column code_tries int not null default 0;
update policy_wishes set pending_email = email, email = null where email is not null;
