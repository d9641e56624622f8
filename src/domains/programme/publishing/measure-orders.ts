import { hashOf } from '#kernel';
import { identified } from '../plans/identities.ts';
import type { PlanSheet, SheetMeasure, SheetTask } from '../plans/plan-sheet.ts';

/** What publishing asks of the matters platform for one measure. */
export type MeasureOrder = {
  readonly measure: string;
  readonly matter: string;
  readonly key: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly tags: readonly string[];
  /** Who gets it: the first lead, or the office where a whole group leads. */
  readonly lead: string;
  readonly leadsWith: readonly string[];
  readonly measureSheet: SheetMeasure;
};

export type Problem = { readonly path: string; readonly message: string };
export type UnitsBehind = (name: string) => { readonly units: readonly string[]; readonly group: boolean };

/** The same plan and measure always mean the same matter, so that publishing twice opens nothing twice. */
export const matterIdOf = (plan: string, measure: string): string => `m${hashOf([plan, measure]).slice(0, 25)}`;

export const keyOf = ({ key, number }: SheetMeasure): string => key ?? String(number);

/** Orders for a sheet that is ready, or everything that still stands in the way, by measure. */
export function measureOrders(
  plan: { readonly id: string; readonly office: string },
  sheet: PlanSheet,
  unitsBehind: UnitsBehind,
): { readonly orders: readonly MeasureOrder[]; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const orders = sheet.tasks.flatMap((task) =>
    task.measures.map((measure) => {
      problems.push(...problemsOf(measure, unitsBehind));
      return orderOf(plan, isItems(sheet), task, measure, unitsBehind);
    }),
  );
  return { orders, problems };
}

function problemsOf(measure: SheetMeasure, unitsBehind: UnitsBehind): readonly Problem[] {
  const path = keyOf(measure);
  const unknown = [...measure.lead, ...measure.responsible].filter((name) => unitsBehind(name).units.length === 0);
  return [
    ...(measure.text.trim() === '' ? [{ path, message: `${path} 没有举措内容` }] : []),
    ...(measure.lead.length === 0 ? [{ path, message: `${path} 没有牵头单位` }] : []),
    ...unknown.map((name) => ({ path, message: `${path} 的单位“${name}”没有识别` })),
  ];
}

/** A plan without an annex: its numbered items are the tasks, and an item's title says what is to be done. */
const isItems = ({ basis }: PlanSheet): boolean => basis === 'items';

function orderOf(
  plan: { readonly id: string; readonly office: string },
  items: boolean,
  task: SheetTask,
  measure: SheetMeasure,
  unitsBehind: UnitsBehind,
): MeasureOrder {
  const { id } = identified(measure);
  const [lead = plan.office, ...leadsWith] = leadsOf(measure, unitsBehind, plan.office);
  const responsible = [...new Set(measure.responsible.flatMap((name) => unitsBehind(name).units))];
  return {
    measure: id,
    matter: matterIdOf(plan.id, id),
    key: keyOf(measure),
    fields: fieldsOf(
      task,
      measure,
      lead,
      responsible.filter((unit) => unit !== lead),
      items && task.measures.length === 1,
    ),
    tags: [...new Set([...(measure.tags ?? []), ...(measure.action ? [`专项:${measure.action}`] : [])])],
    lead,
    leadsWith,
    measureSheet: measure,
  };
}

/** A group cannot hold a matter: its office keeps it and asks every member. */
function leadsOf({ lead }: SheetMeasure, unitsBehind: UnitsBehind, office: string): readonly string[] {
  const found = lead.map(unitsBehind);
  const [first] = found;
  const all = found.flatMap((each) => each.units);
  return [...new Set(first?.group ? [office, ...all] : all)];
}

export function fieldsOf(
  task: Pick<SheetTask, 'title'>,
  measure: SheetMeasure,
  lead: string,
  responsible: readonly string[],
  isItem = false,
): Readonly<Record<string, unknown>> {
  const targets = [...new Set(measure.targets.map((each) => each.clause ?? each.text))].join('\n');
  const named = task.title.trim();
  const words = {
    task: named,
    'lead-text': measure.lead.join('、'),
    'responsible-text': responsible.length > 0 ? measure.responsible.join('、') : '',
    'due-text': measure.due.text,
    targets,
  };
  return {
    title: isItem && named ? named : shortTitle(measure.text, task.title),
    text: measure.text,
    item: keyOf(measure),
    lead,
    ...(responsible.length > 0 ? { responsible } : {}),
    ...(measure.due.date ? { due: measure.due.date } : {}),
    ...Object.fromEntries(Object.entries(words).filter(([, each]) => each !== '')),
  };
}

/** The first clause, whole, so that a list can be read. */
export function shortTitle(text: string, otherwise: string): string {
  const plain = text.replace(/\s+/g, '').replace(/^(?:[（(]?\d+[）).．、]|[①-⑳])/, '');
  const sentence = /^[^。；;！!]+/.exec(plain)?.[0] ?? plain;
  if (sentence.length <= 60) return sentence || otherwise;
  const cut = sentence.slice(0, 60);
  const comma = Math.max(cut.lastIndexOf('，'), cut.lastIndexOf(','));
  return `${comma >= 20 ? cut.slice(0, comma) : cut}…`;
}
