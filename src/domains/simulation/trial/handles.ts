import {
  compileRules,
  type Handle,
  type Literal,
  liftLiterals,
  programFor,
  type RuleBook,
  type RuleSet,
} from '#engines/rules';
import { refuse } from '#kernel';
import type { FactDeclaration } from '#language';
import type { ClauseSet, SetClause } from '../ports.ts';

/** How far a number may be dragged; any other may be typed. */
export type Scale = {
  readonly value: number;
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  readonly step: number;
};

/** A number in the sentence of a clause that can be moved. */
export type Movable = {
  readonly parameter: string;
  readonly clause: string;
  readonly part: Handle['part'];
  readonly type: Handle['type'];
  readonly list: boolean;
  readonly fact?: string;
  readonly value: Literal;
  /** Where it stands in the text of the clause; absent when the sentence does not say it in so many words. */
  readonly at?: { readonly start: number; readonly end: number };
  readonly scale?: Scale;
  /** Where it is written in the condition or the formula. */
  readonly place: Pick<Handle, 'piece' | 'start' | 'end' | 'own'>;
};

export type LiftedSet = {
  readonly set: RuleSet;
  readonly movables: readonly Movable[];
  readonly book: RuleBook;
  /** By clause the facts that it reads, through definitions and for the order of a quota too. */
  readonly readsBy: ReadonlyMap<string, readonly string[]>;
};

const NUMBER = /^\s*(-?\d+(?:\.\d+)?)\s*(.*)$/;
const STEPS = [1, 2, 2.5, 5, 10];

const niceStep = (value: number): number => {
  const rough = Math.abs(value) / 20;
  const power = 10 ** Math.floor(Math.log10(rough));
  const nice = STEPS.find((each) => each * power >= rough) ?? 10;
  return Number((nice * power).toPrecision(6));
};

/** @example scaleOf('500万元') // { value: 500, unit: '万元', min: 0, max: 1500, step: 25 } */
export function scaleOf(written: Literal, type: Handle['type']): Scale | undefined {
  if (type === 'date' || type === 'string' || type === 'code' || type === 'boolean') return undefined;
  const found = NUMBER.exec(String(written).replaceAll(',', '').normalize('NFKC'));
  if (!found) return undefined;
  const value = Number(found[1]);
  const unit = found[2] ?? '';
  const whole = type === 'number' && Number.isInteger(value);
  const step = value === 0 ? 1 : niceStep(value);
  const exact = whole ? Math.max(1, Math.round(step)) : step;
  const top = value === 0 ? 100 : Math.abs(value) * 3;
  const max = type === 'percent' && unit === '%' && value > 0 && value <= 100 ? Math.min(100, top) : top;
  return { value, unit, min: value < 0 ? -max : 0, max: Number(max.toPrecision(6)), step: exact };
}

const chineseDay = (day: string): string => day.replace(/^(\d{4})-0?(\d{1,2})-0?(\d{1,2})$/, '$1年$2月$3日');

const spoken = ({ value, type }: Pick<Handle, 'value' | 'type'>): readonly string[] => {
  if (Array.isArray(value)) return [];
  const text = String(value);
  return type === 'date' ? [text, chineseDay(text)] : [text, text.replaceAll(',', '')];
};

/** The place of a number in its sentence, or, of an amount, anywhere outside the sentences of conditions. */
const placeIn = (clause: SetClause, handle: Handle, taken: readonly Range[]): Range | undefined => {
  const inside = clause.spans.filter((each) => each.condition === handle.piece);
  const ranges: readonly Range[] = handle.part === 'condition' ? inside : [{ start: 0, end: clause.text.length }];
  const free = (range: Range) => !taken.some((other) => range.start < other.end && other.start < range.end);
  for (const range of ranges)
    for (const word of spoken(handle))
      for (
        let start = clause.text.indexOf(word, range.start);
        start >= 0;
        start = clause.text.indexOf(word, start + 1)
      ) {
        const place = { start, end: start + word.length };
        if (place.end > range.end) break;
        const before = clause.text[start - 1] ?? '';
        if (free(place) && !/[\d.]/.test(before)) return place;
      }
  return undefined;
};

type Range = { readonly start: number; readonly end: number };

const movablesOf = (handles: readonly Handle[], clauses: readonly SetClause[]): readonly Movable[] => {
  const taken = new Map<string, Range[]>();
  return handles.flatMap((handle): readonly Movable[] => {
    const clause = clauses.find((each) => each.id === handle.rule);
    if (!clause) return [];
    const mine = taken.get(clause.id) ?? [];
    const at = placeIn(clause, handle, mine);
    if (at) taken.set(clause.id, [...mine, at]);
    const scale = scaleOf(handle.value, handle.type);
    const { parameter, part, type, list = false, fact, value } = handle;
    const { piece, start, end, own } = handle;
    const named = { parameter, clause: clause.id, part, type, list, value, place: { piece, start, end, own } };
    return [{ ...named, ...(fact ? { fact } : {}), ...(at ? { at } : {}), ...(scale ? { scale } : {}) }];
  });
};

const bookOf = (set: RuleSet, facts: readonly FactDeclaration[]): RuleBook => {
  const compiled = compileRules([set], facts);
  if (compiled.ok) return compiled.book;
  throw refuse({
    code: 'simulation.unreadable',
    kind: 'invalid',
    what: '这组条款读不懂，不能推演',
    why: compiled.findings.map((each) => each.message).join('；'),
    todo: '请先把草案改对',
  });
};

const readsOf = (book: RuleBook, { terms, day }: ClauseSet): LiftedSet['readsBy'] =>
  new Map(
    programFor(book, { rulesAsOf: day }).rules.map(({ rule, reads }) => {
      const order = terms[rule.id]?.quota?.order.fact;
      return [rule.id, [...new Set([...reads, ...(order === undefined ? [] : [order])])]];
    }),
  );

/** Gives every number in a set of clauses a handle in its sentence. */
export function liftSet(set: ClauseSet, facts: readonly FactDeclaration[]): LiftedSet {
  const lifted = liftLiterals(set.set, facts, { rulesAsOf: set.day });
  const book = bookOf(lifted.set, facts);
  return {
    book,
    set: lifted.set,
    movables: movablesOf(lifted.handles, set.clauses),
    readsBy: readsOf(book, set),
  };
}

/** The values along which a curve is drawn: even steps over the scale, and the value itself. */
export function stopsOf({ value, unit, min, max }: Scale, points: number): readonly { x: number; literal: Literal }[] {
  const even = Array.from({ length: points }, (_, i) =>
    Number((min + ((max - min) * i) / (points - 1)).toPrecision(6)),
  );
  const all = [...new Set([...even, value])].toSorted((a, b) => a - b);
  return all.map((x) => ({ x, literal: unit === '' ? x : `${x}${unit}` }));
}
