import { canonicalJson, hashOf, merkleRoot, refuse } from '#kernel';
import { allocate } from './allocation.ts';
import { byCode, type Frame, freezeFrame } from './frame.ts';
import { type Assignment, assignInspectors } from './inspectors.ts';
import type { DrawInput, DrawPlan, Inspector } from './schema.ts';
import { commitmentsOf, rankByTicket, seedOf, type Ticket } from './seed.ts';

/** What is published before the seed exists. Its hash binds frame, rules, inspectors and the parties' commitments. */
export type Announcement = {
  readonly frameRoot: string;
  readonly frameCount: number;
  readonly excludedCount: number;
  readonly rulesHash: string;
  readonly inspectorsRoot: string;
  readonly commitments: readonly { readonly party: string; readonly commitment: string }[];
  readonly hash: string;
};

export type StratumResult = {
  readonly stratum: string;
  readonly size: number;
  readonly drawn: number;
  /** Of every unit of the stratum, `drawn / size`. */
  readonly probability: number;
  readonly selected: readonly Ticket[];
  readonly substitutes: readonly Ticket[];
};

/** Plain JSON, complete: everything needed to repeat the draw, and its result. */
export type DrawRecord = DrawInput & {
  readonly format: 'clearway-draw/1';
  readonly announcement: Announcement;
  readonly seedValue: string;
  readonly strata: readonly StratumResult[];
  readonly assignments: readonly Assignment[];
  /** Over all of the above. */
  readonly hash: string;
};

export function announceDraw(
  frame: Frame,
  plan: DrawPlan,
  commitments: Announcement['commitments'] = [],
  inspectors: readonly Inspector[] = [],
): Announcement {
  const body = {
    frameRoot: frame.root,
    frameCount: frame.count,
    excludedCount: frame.exclusions.length,
    rulesHash: hashOf(plan),
    inspectorsRoot: merkleRoot(inspectors.toSorted(byCode).map((one) => canonicalJson(one))),
    commitments: commitments.toSorted((a, b) => (a.party < b.party ? -1 : 1)),
  };
  return { ...body, hash: hashOf(body) };
}

/**
 * Draws. Pure: number, time and seed come from outside, the order of the lists does not matter.
 * @throws Refusal `draw.*`; see freezeFrame, allocate, seedOf; `draw.redraw` for a redraw of a later number
 * @example runDraw(DrawInput.parse({ number: 1, drawnAt, plan, units, seed })).strata[0]?.selected
 */
export function runDraw(input: DrawInput): DrawRecord {
  if (input.replaces && input.replaces.number >= input.number)
    throw refuse({ code: 'draw.redraw', kind: 'invalid', what: '重抽只能替代编号更早的抽取' });
  const frame = freezeFrame(input.units, input.exclusions);
  const inspectors = frozenInspectors(input.inspectors);
  const seedValue = seedOf(input.seed);
  const strata = drawStrata(frame, input.plan, seedValue);
  const units = strata.flatMap(({ selected }) => selected).sort((a, b) => (a.ticket < b.ticket ? -1 : 1));
  const body = {
    format: 'clearway-draw/1' as const,
    ...input,
    units: [...frame.units],
    exclusions: [...frame.exclusions],
    inspectors,
    announcement: announceDraw(frame, input.plan, commitmentsOf(input.seed), inspectors),
    seedValue,
    strata,
    assignments: assignInspectors(
      seedValue,
      input.plan,
      units.map(({ code }) => code),
      inspectors,
    ),
  };
  return { ...body, hash: hashOf(body) };
}

/** The chance that a unit of the frame had; undefined for a code outside it. */
export function findInclusionProbability(record: DrawRecord, code: string): number | undefined {
  const unit = record.units.find((one) => one.code === code);
  return record.strata.find(({ stratum }) => stratum === unit?.stratum)?.probability;
}

export type Substitution = { readonly code: string; readonly reason: string; readonly by: Ticket };

/**
 * Replaces units that fell out after the draw, in the order given, each by the next ticket of its stratum. Give all
 * withdrawals so far, earlier substitutes that fell out included: the same list always gives the same answer.
 * @throws Refusal `draw.not-drawn`, `draw.no-substitute`
 */
export function substitute(
  record: DrawRecord,
  withdrawn: readonly { readonly code: string; readonly reason: string }[],
): Substitution[] {
  const taken = new Set(record.strata.flatMap(({ selected }) => selected.map(({ code }) => code)));
  return withdrawn.map(({ code, reason }) => {
    if (!taken.has(code)) throw refuse({ code: 'draw.not-drawn', kind: 'invalid', what: `${code} 不在抽中名单内` });
    const stratum = record.units.find((unit) => unit.code === code)?.stratum;
    const codes = record.units.filter((unit) => unit.stratum === stratum).map((unit) => unit.code);
    const ranked = rankByTicket(record.seedValue, [record.plan.period], codes);
    const by = ranked.find((ticket) => !taken.has(ticket.code));
    if (!by) throw refuse({ code: 'draw.no-substitute', kind: 'conflict', what: `“${stratum}”层已无候补` });
    taken.add(by.code);
    return { code, reason, by };
  });
}

function drawStrata(frame: Frame, plan: DrawPlan, seed: string): StratumResult[] {
  const groups = Map.groupBy(frame.units, ({ stratum }) => stratum);
  const sizes = [...groups].map(([stratum, units]) => ({ stratum, size: units.length })).sort(byName);
  const counts = allocate(sizes, plan.size);
  return sizes.map(({ stratum, size }, at) => {
    const drawn = counts[at] ?? 0;
    const codes = (groups.get(stratum) ?? []).map(({ code }) => code);
    const ranked = rankByTicket(seed, [plan.period], codes);
    return {
      stratum,
      size,
      drawn,
      probability: drawn / size,
      selected: ranked.slice(0, drawn),
      substitutes: ranked.slice(drawn, drawn + plan.substitutes),
    };
  });
}

function frozenInspectors(inspectors: readonly Inspector[]): Inspector[] {
  const sorted = [...inspectors].sort(byCode);
  const twice = sorted.find(({ code }, at) => code === sorted[at - 1]?.code);
  if (twice) throw refuse({ code: 'draw.duplicate', kind: 'invalid', what: `检查人员 ${twice.code} 出现两次` });
  return sorted;
}

const byName = (a: { readonly stratum: string }, b: { readonly stratum: string }): number =>
  a.stratum < b.stratum ? -1 : 1;
