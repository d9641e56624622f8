import type { Facts } from '#language';
import { report } from '../matters/measure.ts';
import { loadPeer } from '../peers/load.ts';
import type { BenchClause, Condition } from './clauses.ts';
import { SPREADS } from './facts.ts';

type Jre = {
  readonly Engine: new (
    rules: readonly unknown[],
    options: unknown,
  ) => { readonly run: (facts: unknown) => Promise<unknown> };
};
type Feelin = { readonly unaryTest?: unknown; readonly evaluate: (text: string, context: unknown) => unknown };
type Zen = {
  readonly ZenEngine: new () => {
    readonly createDecision: (content: unknown) => { readonly evaluate: (context: unknown) => Promise<unknown> };
  };
};

const TEXTS = new Set(SPREADS.filter(({ codes }) => codes).map(({ name }) => name));

const key = (fact: string, names: Map<string, string>): string => {
  const known = names.get(fact) ?? `f${names.size}`;
  names.set(fact, known);
  return known;
};

const value = (one: Condition & { readonly kind: 'number' }): number =>
  one.type === 'percent' ? one.value / 10_000 : one.value;

/** ZEN and FEEL share this much of their languages. */
const expression = (
  one: Condition,
  names: Map<string, string>,
  starts: (fact: string, code: string) => string,
): string => {
  const go = (each: Condition) => expression(each, names, starts);
  switch (one.kind) {
    case 'number':
      return `${key(one.fact, names)} ${one.sign} ${value(one)}`;
    case 'flag':
      return `${key(one.fact, names)} = ${one.want}`.replace('=', starts('', '') ? '==' : '=');
    case 'codes':
      return `(${one.codes.map((code) => (one.prefix ? starts(key(one.fact, names), code) || `starts with(${key(one.fact, names)}, "${code}")` : `${key(one.fact, names)} ${starts('', '') ? '==' : '='} "${code}"`)).join(' or ')})`;
    case 'date':
      return `${key(one.fact, names)} ${one.sign} ${one.day}`;
    case 'ratio':
      return `${key(one.over, names)} * 100 >= ${key(one.under, names)} * ${one.percent}`;
    case 'either':
      return `(${one.of.map(go).join(' or ')})`;
  }
};

const jreCondition = (one: Condition, names: Map<string, string>): unknown => {
  switch (one.kind) {
    case 'number':
      return {
        fact: key(one.fact, names),
        operator: one.sign === '>=' ? 'greaterThanInclusive' : 'lessThanInclusive',
        value: value(one),
      };
    case 'flag':
      return { fact: key(one.fact, names), operator: 'equal', value: one.want };
    case 'codes':
      return { fact: key(one.fact, names), operator: 'in', value: one.codes };
    case 'date':
      return { fact: key(one.fact, names), operator: 'equal', value: one.day };
    case 'ratio':
      return { fact: key(one.over, names), operator: 'greaterThanInclusive', value: one.percent };
    case 'either':
      return { any: one.of.map((each) => jreCondition(each, names)) };
  }
};

const timed = async (what: string, evaluations: number, work: () => Promise<void>): Promise<void> => {
  const from = performance.now();
  await work();
  report(what, { 'µs an evaluation': ((performance.now() - from) * 1000) / evaluations });
};

const zen = async (
  clauses: readonly BenchClause[],
  records: readonly Facts[],
  names: Map<string, string>,
): Promise<void> => {
  const { ZenEngine } = await loadPeer<Zen>('@gorules/zen-engine');
  const starts = (fact: string, code: string) => (fact === '' ? 'zen' : `startsWith(${fact}, "${code}")`);
  const expressions = clauses.map((clause, i) => ({
    id: `e${i}`,
    key: clause.id,
    value: clause.conditions.map((each) => expression(each, names, starts)).join(' and '),
  }));
  const node = (id: string, type: string, content?: unknown) => ({
    id,
    type,
    name: id,
    position: { x: 0, y: 0 },
    content,
  });
  const decision = new ZenEngine().createDecision({
    contentType: 'application/vnd.gorules.decision',
    nodes: [node('in', 'inputNode', {}), node('e', 'expressionNode', { expressions }), node('out', 'outputNode', {})],
    edges: [
      { id: '1', sourceId: 'in', targetId: 'e', type: 'edge' },
      { id: '2', sourceId: 'e', targetId: 'out', type: 'edge' },
    ],
  });
  const contexts = records.map((record) => renamed(record, names));
  await timed('ZEN, one record at a time', contexts.length * clauses.length, async () => {
    for (const context of contexts) await decision.evaluate(context);
  });
};

const renamed = (record: Facts, names: ReadonlyMap<string, string>): Record<string, unknown> =>
  Object.fromEntries([...names].map(([fact, short]) => [short, asPlain(record[fact] ?? (TEXTS.has(fact) ? '' : 0))]));

/** Their languages have no unknowns, and days as numbers are what all of them compare. */
const asPlain = (fact: unknown): unknown =>
  typeof fact === 'string' && /^\d{4}-\d\d-\d\d$/.test(fact) ? Date.parse(fact) / 86_400_000 : fact;

const jre = async (
  clauses: readonly BenchClause[],
  records: readonly Facts[],
  names: Map<string, string>,
): Promise<void> => {
  const { Engine } = await loadPeer<Jre>('json-rules-engine');
  const rules = clauses.map(({ id, conditions }) => ({
    conditions: { all: conditions.map((each) => jreCondition(each, names)) },
    event: { type: id },
  }));
  const engine = new Engine(rules, { allowUndefinedFacts: true });
  await timed('json-rules-engine', records.length * clauses.length, async () => {
    for (const record of records) await engine.run(renamed(record, names));
  });
};

const feel = async (
  clauses: readonly BenchClause[],
  records: readonly Facts[],
  names: Map<string, string>,
): Promise<void> => {
  const { evaluate } = await loadPeer<Feelin>('feelin');
  const texts = clauses.map(({ conditions }) =>
    conditions.map((each) => expression(each, names, () => '')).join(' and '),
  );
  const some = records.slice(0, 20);
  await timed('feelin', some.length * texts.length, async () => {
    for (const record of some) for (const text of texts) evaluate(text, renamed(record, names));
  });
};

/** Engines that ask one record at a time, on a sample: what one evaluation costs them. */
export const benchPeers = async (clauses: readonly BenchClause[], records: readonly Facts[]): Promise<void> => {
  const names = new Map<string, string>();
  for (const peer of [zen, jre, feel])
    try {
      await peer(clauses, records, names);
    } catch (error) {
      console.log(
        `${peer.name}: ${error instanceof Error ? error.message : String(error)} (cd bench/peers && npm install)`,
      );
    }
};
