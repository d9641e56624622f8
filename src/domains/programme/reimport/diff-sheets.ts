import type { PlanSheet, SheetMeasure } from '../plans/plan-sheet.ts';
import { keyOf } from '../publishing/measure-orders.ts';
import { bagOf, similarity } from './similarity.ts';

export type Change<T> = { readonly before: T; readonly after: T };
export type ChangedMeasure = {
  readonly id: string;
  readonly key: string;
  readonly text?: Change<string>;
  readonly lead?: Change<readonly string[]>;
  readonly responsible?: Change<readonly string[]>;
  readonly due?: Change<string>;
  readonly number?: Change<string>;
  /** The title of the task it stands under. */
  readonly task?: Change<string>;
  readonly targets?: Change<string>;
};
export type NamedMeasure = { readonly id: string; readonly key: string; readonly text: string };
export type SheetDiff = {
  readonly added: readonly NamedMeasure[];
  /** No longer in the document: proposed for termination, never deleted. */
  readonly removed: readonly NamedMeasure[];
  readonly changed: readonly ChangedMeasure[];
  readonly unchanged: number;
};

type Placed = { readonly measure: SheetMeasure; readonly task: string; readonly at: number };

const placed = (sheet: PlanSheet): readonly Placed[] =>
  sheet.tasks
    .flatMap((task) => task.measures.map((measure) => ({ measure, task: task.title })))
    .map((each, at) => ({ ...each, at }));

/** Below this two texts are two measures, whatever their numbers. */
const SAME_TEXT = 0.5;
/** With the same number under the same task, less likeness is enough. */
const SAME_PLACE = 0.3;

/**
 * Which measure of the new document is which of the old: by text first, then by place. Every measure is used once.
 * Returns the index of the old measure for each new one.
 */
export function matchMeasures(before: PlanSheet, after: PlanSheet): readonly (number | undefined)[] {
  const [old, fresh] = [placed(before), placed(after)];
  const bags = [old, fresh].map((each) => each.map(({ measure }) => bagOf(measure.text)));
  const likeness = (one: Placed, other: Placed): number => {
    if (plain(one.measure.text) === plain(other.measure.text)) return 1;
    const [a, b] = [bags[1]?.[one.at], bags[0]?.[other.at]];
    return a && b ? similarity(a, b) : 0;
  };
  const pairs = fresh.flatMap((one) =>
    old.flatMap((other) => {
      const like = likeness(one, other);
      const samePlace = keyOf(one.measure) === keyOf(other.measure);
      if (like < (samePlace ? SAME_PLACE : SAME_TEXT)) return [];
      return [{ one, other, score: like + (samePlace ? 0.1 : 0) + (one.task === other.task ? 0.05 : 0) }];
    }),
  );
  const found = new Map<number, number>();
  const used = new Set<number>();
  for (const { one, other } of pairs.sort(
    (a, b) => b.score - a.score || a.one.at - b.one.at || a.other.at - b.other.at,
  )) {
    if (found.has(one.at) || used.has(other.at)) continue;
    found.set(one.at, other.at);
    used.add(other.at);
  }
  return fresh.map((each) => found.get(each.at));
}

/** What a corrected document changes, and the new sheet with the old measures' identities. */
export function diffSheets(
  before: PlanSheet,
  after: PlanSheet,
  newId: () => string,
): { readonly diff: SheetDiff; readonly sheet: PlanSheet } {
  const matches = matchMeasures(before, after);
  const old = placed(before);
  let at = -1;
  const sheet: PlanSheet = {
    ...after,
    tasks: after.tasks.map((task) => ({
      ...task,
      measures: task.measures.map((measure) => {
        at += 1;
        const same = old[matches[at] ?? -1]?.measure;
        return { ...measure, ...kept(same), id: same?.id ?? newId() };
      }),
    })),
  };
  const fresh = placed(sheet);
  const pairs = fresh.map((each, i) => ({ after: each, before: old[matches[i] ?? -1] }));
  const changed = pairs.flatMap((each) => (each.before ? changesOf(each.before, each.after) : []));
  const used = new Set(matches);
  const diff = {
    added: pairs.filter((each) => !each.before).map((each) => named(each.after.measure)),
    removed: old.filter((each) => !used.has(each.at)).map((each) => named(each.measure)),
    changed,
    unchanged: pairs.filter((each) => each.before).length - changed.length,
  };
  return { diff, sheet };
}

/** The office's own marks are not in the document. */
const kept = (same: SheetMeasure | undefined): Partial<SheetMeasure> =>
  same ? { ...(same.tags ? { tags: same.tags } : {}), ...(same.action ? { action: same.action } : {}) } : {};

const named = (measure: SheetMeasure): NamedMeasure => ({
  id: measure.id ?? '',
  key: keyOf(measure),
  text: measure.text,
});

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/[。；;]+$/, '');
const dueOf = ({ due }: SheetMeasure): string => due.date ?? due.text;
const targetsOf = ({ targets }: SheetMeasure): string =>
  [...new Set(targets.map((each) => each.clause ?? each.text))].join('\n');

function changesOf(from: Placed, to: Placed): readonly ChangedMeasure[] {
  const [before, after] = [from.measure, to.measure];
  const change = <T>(a: T, b: T, same: boolean): Change<T> | undefined => (same ? undefined : { before: a, after: b });
  const parts = {
    text: change(before.text, after.text, plain(before.text) === plain(after.text)),
    lead: change<readonly string[]>(before.lead, after.lead, sameNames(before.lead, after.lead)),
    responsible: change<readonly string[]>(
      before.responsible,
      after.responsible,
      sameNames(before.responsible, after.responsible),
    ),
    due: change(dueOf(before), dueOf(after), dueOf(before) === dueOf(after)),
    task: change(from.task, to.task, plain(from.task) === plain(to.task)),
    number: change(keyOf(before), keyOf(after), keyOf(before) === keyOf(after)),
    targets: change(targetsOf(before), targetsOf(after), plain(targetsOf(before)) === plain(targetsOf(after))),
  };
  const said = Object.fromEntries(Object.entries(parts).filter(([, each]) => each !== undefined));
  return Object.keys(said).length > 0 ? [{ id: before.id ?? '', key: keyOf(after), ...said }] : [];
}

const sameNames = (a: readonly string[], b: readonly string[]): boolean =>
  a.map(plain).join('、') === b.map(plain).join('、');
