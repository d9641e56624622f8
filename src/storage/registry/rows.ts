import type { Evidence, Post, Region, Relation, Unit, UnitFilter } from '#engines/registry';
import { day } from '#kernel';
import type { Enterprise } from '#platform/registry';

export type UnitRow = {
  readonly id: string;
  readonly name: string;
  readonly full_name: string | null;
  readonly kind: string;
  readonly parent_id: string | null;
  readonly guided_by: string | null;
  readonly lead_unit: string | null;
  readonly dispatches: string | null;
  readonly region: string | null;
  readonly level: number;
  readonly settings: { readonly needsReview?: boolean; readonly needsApproval?: boolean };
  readonly aliases: string[];
  readonly sections: string[];
  readonly members: string[];
  readonly member_filter: UnitFilter | null;
  readonly assumed: boolean;
  readonly valid_from: string;
  readonly valid_to: string | null;
};

const termOf = (row: { readonly valid_from: string; readonly valid_to: string | null }) => ({
  validFrom: day(row.valid_from),
  ...(row.valid_to !== null && { validTo: day(row.valid_to) }),
});

export const unitFrom = (row: UnitRow): Unit => ({
  id: row.id,
  name: row.name,
  kind: row.kind,
  parent: row.parent_id,
  level: row.level,
  aliases: row.aliases,
  sections: row.sections,
  members: row.members,
  settings: { needsReview: row.settings.needsReview ?? false, needsApproval: row.settings.needsApproval ?? false },
  ...termOf(row),
  ...(row.full_name !== null && { fullName: row.full_name }),
  ...(row.guided_by !== null && { guidedBy: row.guided_by }),
  ...(row.lead_unit !== null && { leadUnit: row.lead_unit }),
  ...(row.dispatches !== null && { dispatches: row.dispatches }),
  ...(row.region !== null && { region: row.region }),
  ...(row.member_filter !== null && { where: row.member_filter }),
  ...(row.assumed && { assumed: true }),
});

export const unitRow = (unit: Unit): UnitRow => ({
  id: unit.id,
  name: unit.name,
  full_name: unit.fullName ?? null,
  kind: unit.kind,
  parent_id: unit.parent,
  guided_by: unit.guidedBy ?? null,
  lead_unit: unit.leadUnit ?? null,
  dispatches: unit.dispatches ?? null,
  region: unit.region ?? null,
  level: unit.level,
  settings: unit.settings,
  aliases: [...unit.aliases],
  sections: [...unit.sections],
  members: [...unit.members],
  member_filter: unit.where ?? null,
  assumed: unit.assumed ?? false,
  valid_from: unit.validFrom,
  valid_to: unit.validTo ?? null,
});

export type PostRow = {
  readonly id: string;
  readonly person_id: string;
  readonly unit_id: string;
  readonly section: string | null;
  readonly role: string;
  readonly title: string | null;
  readonly valid_from: string;
  readonly valid_to: string | null;
};

export const postFrom = (row: PostRow): Post => ({
  id: row.id,
  person: row.person_id,
  unit: row.unit_id,
  role: row.role,
  ...termOf(row),
  ...(row.section !== null && { section: row.section }),
  ...(row.title !== null && { title: row.title }),
});

export const postRow = (post: Post): PostRow => ({
  id: post.id,
  person_id: post.person,
  unit_id: post.unit,
  section: post.section ?? null,
  role: post.role,
  title: post.title ?? null,
  valid_from: post.validFrom,
  valid_to: post.validTo ?? null,
});

export type RelationRow = {
  readonly id: string;
  readonly kind: string;
  readonly subject: string;
  readonly object: string;
  readonly role: string | null;
  readonly valid_from: string;
  readonly valid_to: string | null;
  readonly evidence: Evidence | null;
};

export const relationFrom = (row: RelationRow): Relation => ({
  id: row.id,
  kind: row.kind,
  subject: row.subject,
  object: row.object,
  ...termOf(row),
  ...(row.role !== null && { role: row.role }),
  ...(row.evidence !== null && { evidence: row.evidence }),
});

export const relationRow = (relation: Relation): RelationRow => ({
  id: relation.id,
  kind: relation.kind,
  subject: relation.subject,
  object: relation.object,
  role: relation.role ?? null,
  valid_from: relation.validFrom,
  valid_to: relation.validTo ?? null,
  evidence: relation.evidence ?? null,
});

export type RegionRow = Region;

export type EnterpriseRow = {
  readonly id: string;
  readonly name: string;
  readonly region: string | null;
  readonly industry: string | null;
  readonly scale: string | null;
  readonly address: string | null;
  readonly attributes: Record<string, unknown>;
};

export const enterpriseFrom = (row: EnterpriseRow): Enterprise => ({
  id: row.id,
  name: row.name,
  attributes: row.attributes,
  ...(row.region !== null && { region: row.region }),
  ...(row.industry !== null && { industry: row.industry }),
  ...(row.scale !== null && { scale: row.scale }),
  ...(row.address !== null && { address: row.address }),
});
