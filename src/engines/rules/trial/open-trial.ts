import { compileRules, type RuleBook } from '../book.ts';
import type { Population } from '../match/population.ts';
import { type Program, programFor } from '../program.ts';
import type { Literal } from '../source.ts';
import { type Along, type Sums, stepOn } from './curve.ts';
import { type Cell, cellOf, perRow, totalsOf } from './figures.ts';
import { markChanged, movePart, newPart, type Part, type Stand, standOf } from './part.ts';
import { rankOver } from './rank.ts';
import { type Scratch, scratchFor } from './scratch.ts';
import { type Entitled, eachRow, type Payouts, payoutsIn, settleAll } from './settle.ts';
import type { CurvePoint, RowAmount, RuleFigures, Trial, TrialAnswer, TrialAsk, TrialSource, Which } from './trial.ts';

type State = {
  readonly source: TrialSource;
  readonly population: Population;
  readonly book: RuleBook;
  readonly parts: readonly Part[];
  readonly out: Payouts;
  readonly now: Float64Array;
  readonly base: Float64Array;
  /** What each rule gave as it is. */
  readonly was: readonly Cell[];
  readonly scratch: Scratch;
};

const programOf = ({ source, book }: Pick<State, 'source' | 'book'>, ask: TrialAsk): Program =>
  programFor(book, source.day, { values: { [source.set.id]: ask.values ?? {} } });

const moveTo = (state: State, ask: TrialAsk): void => {
  const program = programOf(state, ask);
  for (const [at, part] of state.parts.entries()) {
    const hash = program.rules[at]?.parametersHash ?? '';
    if (part.hash === hash) continue;
    movePart(part, program, state.population.size, false);
    part.hash = hash;
  }
};

const isAsked = ({ only }: TrialAsk, rule: string): boolean => only === undefined || only === rule;

const settled = (state: State, ask: TrialAsk, which: 'certain' | 'possible'): Payouts => {
  const { source, parts, out, population } = state;
  const rules = parts.map(({ id, pays, whatIf, maybe, amounts }): Entitled => {
    const quota = ask.quotas?.[id];
    const terms = { ...source.terms[id], ...(quota ? { quota } : {}) };
    const bits = which === 'certain' ? whatIf.answers().yes : maybe;
    return { id, terms, pays, amounts, bits: isAsked(ask, id) ? bits : new Int32Array(bits.length) };
  });
  const rank = rankOver(population, source.seed);
  return settleAll(rules, { caps: source.caps, budget: ask.budget, rank }, out);
};

const bitsCell = (bits: Int32Array, amounts: Float64Array): Cell => {
  let [count, amount] = [0, 0];
  eachRow(bits, (row) => {
    const each = amounts[row] as number;
    count += 1;
    amount += Number.isNaN(each) ? 0 : each;
  });
  return { count, amount };
};

const ruleFigures = ({ parts }: State, out: Payouts, paid: readonly Cell[]): readonly RuleFigures[] =>
  parts.map(({ id, whatIf, maybe, amounts }, at) => {
    const { yes } = whatIf.answers();
    const unknown = maybe.map((word, i) => word & ~(yes[i] as number));
    return {
      rule: id,
      certain: bitsCell(yes, amounts),
      unknown: bitsCell(unknown, amounts),
      paid: paid[at] as Cell,
      open: out.open[at] as number,
      nothing: out.nothing[at] as number,
      yields: out.yields[at] as number,
      cut: out.cut[at] as number,
    };
  });

const framesOf = ({ source, population }: State) =>
  source.dimensions.flatMap((name) => {
    const column = population.columns.get(name);
    return column?.kind === 'code' ? [{ name, column }] : [];
  });

const answer = (state: State, ask: TrialAsk): TrialAnswer => {
  moveTo(state, ask);
  const out = settled(state, ask, 'certain');
  const now = perRow(out, state.now);
  const rules = ruleFigures(state, out, now);
  const totals = totalsOf({ now: state.now, base: state.base }, framesOf(state));
  const [possible, most] = sumOf(state, ask, 'possible');
  return { ...totals, rules, possible, paid: { base: state.was, now, possible: most } };
};

/** Room for what each row gets lies in `now` only until the next question. */
const sumOf = (state: State, ask: TrialAsk, which: 'certain' | 'possible'): readonly [Cell, readonly Cell[]] => {
  const paid = perRow(settled(state, ask, which), state.now);
  return [cellOf(state.now), paid];
};

const sumsAt = (state: State, ask: TrialAsk): Sums => {
  moveTo(state, ask);
  const [now] = sumOf(state, ask, 'certain');
  const [possible] = sumOf(state, ask, 'possible');
  return { now, possible };
};

/** Moves on, and settles again only the rows that are answered otherwise. */
const sumsFrom = (state: State, along: Along, sums: Sums, ask: TrialAsk): Sums => {
  const program = programOf(state, ask);
  const changed = new Int32Array(state.parts[0]?.maybe.length ?? 0);
  const before = state.parts.map((part, at) => {
    const hash = program.rules[at]?.parametersHash ?? '';
    if (part.hash === hash) return standOf(part);
    const was = movePart(part, program, state.population.size, true) as Stand;
    part.hash = hash;
    markChanged(was, standOf(part), changed);
    return was;
  });
  const asked = <T>(all: readonly T[]) => all.filter((_, at) => isAsked(ask, state.parts[at]?.id ?? ''));
  const own = { ...along, rules: asked(along.rules) };
  return stepOn(own, sums, changed, asked(before), asked(state.parts.map(standOf)));
};

/** Who is in a quota or a budget hangs on everyone else: only without them can one go from point to point. */
const isRationed = ({ source, parts }: State, { budget, quotas }: TrialAsk): boolean =>
  budget !== undefined || parts.some(({ id }) => (quotas?.[id] ?? source.terms[id]?.quota) !== undefined);

const curve = (state: State, ask: TrialAsk, parameter: string, values: readonly Literal[]): readonly CurvePoint[] => {
  const { source, parts } = state;
  const rationed = isRationed(state, ask);
  const rules = parts.map(({ id, pays }) => ({ id, pays, terms: source.terms[id] ?? {} }));
  let sums: Sums | undefined;
  return values.map((value) => {
    const at = { ...ask, values: { ...ask.values, [parameter]: value } };
    sums = sums && !rationed ? sumsFrom(state, { rules, caps: source.caps }, sums, at) : sumsAt(state, at);
    return { value, ...sums };
  });
};

const known = (amount: number): number | null => (Number.isNaN(amount) ? null : amount);

const isOf = (which: Which, now: number | null, base: number | null): boolean => {
  if (which === 'now') return now !== null;
  if (now === null || base === null) return which === (now === null ? 'lost' : 'gained') && now !== base;
  return which === 'more' ? now > base : which === 'less' && now < base;
};

const rows = (state: State, ask: TrialAsk, which: Which, limit: number): readonly RowAmount[] => {
  moveTo(state, ask);
  perRow(settled(state, ask, 'certain'), state.now);
  const { now } = state;
  const found: RowAmount[] = [];
  for (let row = 0; row < now.length; row += 1) {
    const one = { row, now: known(now[row] as number), base: known(state.base[row] as number) };
    if (isOf(which, one.now, one.base)) found.push(one);
  }
  const weight = (one: RowAmount) => (which === 'now' ? (one.now ?? 0) : Math.abs((one.now ?? 0) - (one.base ?? 0)));
  return found.toSorted((a, b) => weight(b) - weight(a) || a.row - b.row).slice(0, limit);
};

/**
 * Opens a set of rules over a population to try other numbers: who gets how much, against how it is now. Moving one
 * threshold looks again only at the rows between the two cuts of that rule.
 *
 * @throws Error when the rules do not compile
 */
export const openTrial = (source: TrialSource, population: Population): Trial => {
  const compiled = compileRules([source.set], source.facts);
  if (!compiled.ok) throw new Error(compiled.findings.map((each) => each.message).join('；'));
  const { book } = compiled;
  const program = programOf({ source, book }, {});
  const scratch = scratchFor(program.rules.length, population.size);
  const opening = {
    source,
    population,
    book,
    parts: program.rules.map((rule) => newPart(program, rule, population)),
    scratch,
    out: payoutsIn(scratch.paid.slice(0, program.rules.length)),
    now: scratch.now,
    base: new Float64Array(population.size).fill(Number.NaN),
    was: [],
  };
  moveTo(opening, {});
  const state: State = { ...opening, was: perRow(settled(opening, {}, 'certain'), opening.base) };
  return {
    ask: (ask) => answer(state, ask),
    curve: (ask, parameter, values) => curve(state, ask, parameter, values),
    rows: (ask, which, limit) => rows(state, ask, which, limit),
  };
};
