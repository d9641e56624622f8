import type { Day } from '#kernel';

/** How long something holds: from the first day to the last, both included; without a last day it still holds. */
export type Term = { readonly validFrom: Day; readonly validTo?: Day };

export type UnitSettings = {
  /** 核稿: an answer is reviewed inside the unit before it leaves. */
  readonly needsReview: boolean;
  /** 审签: the head signs an answer before it leaves. */
  readonly needsApproval: boolean;
};

/** Members chosen by what they are instead of by name, so that a new department joins its group by itself. */
export type UnitFilter = {
  readonly kind?: readonly string[];
  readonly level?: number;
  /** Units of this region and the regions inside it. */
  readonly regionIn?: string;
};

/** A body that can be named, hold a matter or be a member of a group (`kind: 'group'`). */
export type Unit = Term & {
  readonly id: string;
  /** The short form that documents print: 市人力社保局. */
  readonly name: string;
  /** The full form of letterheads: 衢州市人力资源和社会保障局. */
  readonly fullName?: string;
  readonly kind: string;
  readonly parent: string | null;
  /** Who guides its work without being above it: the city's office guides a county's. */
  readonly guidedBy?: string;
  /** Which unit leads a task force. */
  readonly leadUnit?: string;
  /** The region whose matters this office takes in. */
  readonly dispatches?: string;
  /** 1 city, 2 county, 3 township: a lower number decides more. */
  readonly level: number;
  readonly region?: string;
  readonly aliases: readonly string[];
  readonly sections: readonly string[];
  readonly members: readonly string[];
  readonly where?: UnitFilter;
  readonly settings: UnitSettings;
  /** Not found in a source; shown as such. */
  readonly assumed?: boolean;
};

/** GB/T 2260, or the pack's own code for a zone. */
export type Region = { readonly code: string; readonly name: string; readonly parent: string | null };

/** A role of a person in a unit for a term. */
export type Post = Term & {
  readonly id: string;
  readonly person: string;
  readonly unit: string;
  readonly section?: string;
  readonly role: string;
  readonly title?: string;
};

/** What is said to prove a dated fact: a document, a notice, a record. */
export type Evidence = { readonly source: string; readonly document?: string; readonly day?: Day };

/** One thing stands to another for a term, and something proves it: a leader to a block, an enterprise to a grid. */
export type Relation = Term & {
  readonly id: string;
  readonly kind: string;
  readonly subject: string;
  readonly object: string;
  /** The part the subject plays, where a kind has several: grid-head, grid-officer. */
  readonly role?: string;
  readonly evidence?: Evidence;
};

/** 挂联: a city leader to the region of a block. */
export const LEADS_BLOCK = 'leads-block';

/** The organisation with its history. Loaded once; any day is then answered from memory. */
export type RegistrySnapshot = {
  readonly units: readonly Unit[];
  readonly posts: readonly Post[];
  readonly regions: readonly Region[];
  /** Of kind `leads-block`; others are ignored here. */
  readonly relations: readonly Relation[];
};
