-- What a conclusion led to: the matter in which it is carried out, the draft that changes the text.
alter table policy_reviews add column matter_id text, add column draft_id text;
