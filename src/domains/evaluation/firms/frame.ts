import {
  type FrameInput,
  type GradeInput,
  indicatorOf,
  leavesOf,
  type Observation,
  type Scheme,
} from '#engines/indicators';
import type { FactCatalogue, FactDefinition } from '#engines/registry';
import { refuse } from '#kernel';
import { childrenOf, type Expression, evaluate, type Node, namesIn, parseExpression } from '#language';
import { formulaInputs, recomputed } from '../collect/frame-values.ts';
import type { EvaluationPorts } from '../ports.ts';
import type { FirmFact, FirmRow } from './ports.ts';

type FirmSource = Pick<EvaluationPorts, 'firms' | 'facts'>;

export const ENTERPRISES = 'enterprise';
/** A run keeps all that it was counted from; past this many enterprises the condition has to be narrower. */
export const MOST = 20_000;
const PERIOD = 'now';

export type FirmFrame = {
  readonly frame: FrameInput;
  readonly ceilings: GradeInput['ceilings'];
  readonly firms: ReadonlyMap<string, FirmRow>;
};

/** Facts are counted in what people write: money in 万元, shares in %. */
export const UNITS: Readonly<Record<string, string>> = { money: '万元', percent: '%' };

/** The keys of the facts that the leaves of a scheme are made of. */
export const keysOf = (scheme: Scheme): readonly string[] => [
  ...new Set([
    ...leavesOf(scheme.root)
      .filter((leaf) => leaf.formula === undefined)
      .map(indicatorOf),
    ...formulaInputs(scheme),
  ]),
];

/** Who takes part, with the values of all leaves, as the facts stand now. */
export async function firmFrame(source: FirmSource, tenant: string, scheme: Scheme): Promise<FirmFrame> {
  const catalogue = source.facts();
  const among = scheme.among === undefined ? undefined : conditionOf(catalogue, scheme.among);
  const ceilings = (scheme.grading?.atMost ?? []).map((each) => ({
    ...each,
    condition: conditionOf(catalogue, each.when),
  }));
  const used = [among, ...ceilings.map((each) => each.condition)].flatMap((each) => (each ? namesIn(each) : []));
  const facts = used.flatMap((name) => catalogue.named(name) ?? []);
  const known = among && isConjunction(among) ? namesIn(among).flatMap((name) => catalogue.named(name)?.key ?? []) : [];
  const keys = keysOf(scheme);
  const wanted = [...new Set([...keys, ...facts.map((each) => each.key)])];
  const rows = await source.firms.read(tenant, { keys: wanted, known, most: 50 * MOST });
  const taking = rows.filter((row) => !among || holds(among, facts, row));
  if (taking.length > MOST)
    throw refuse({
      code: 'firm-schemes.too-many',
      kind: 'invalid',
      what: `符合条件的企业有 ${taking.length} 家，一次至多评价 ${MOST} 家`,
      todo: '请在方案的参加条件（among）里收窄，例如分行业、分区域各列一个方案',
    });
  const [units, periods] = [taking.map((each) => each.id), [PERIOD]];
  const stated = taking.flatMap((row) => keys.flatMap((key) => observed(catalogue, row, key)));
  return {
    frame: { units, periods, observations: recomputed(scheme, stated, units, periods) },
    ceilings: Object.fromEntries(
      taking.flatMap((row) => {
        const found = ceilings.filter((each) => holds(each.condition, facts, row));
        const worst = lowest(
          scheme,
          found.map((each) => each.grade),
        );
        return worst ? [[row.id, worst]] : [];
      }),
    ),
    firms: new Map(taking.map((each) => [each.id, each])),
  };
}

const lowest = ({ grading }: Scheme, grades: readonly string[]): string | undefined =>
  grading?.steps.findLast((each) => grades.includes(each.grade))?.grade;

/** Why an enterprise gets at most a grade. */
export function ceilingsOf({ facts }: FirmSource, { grading }: Scheme, row: FirmRow) {
  const catalogue = facts();
  return (grading?.atMost ?? []).filter(({ when }) => {
    const condition = conditionOf(catalogue, when);
    return holds(
      condition,
      namesIn(condition).flatMap((name) => catalogue.named(name) ?? []),
      row,
    );
  });
}

function conditionOf(catalogue: FactCatalogue, text: string): Expression {
  const parsed = parseExpression(text, catalogue.language, { expects: 'boolean' });
  if (parsed.ok) return parsed.expression;
  // Packs are checked before a site starts.
  throw new Error(`“${text}”: ${parsed.diagnostics.map((each) => each.message).join('; ')}`);
}

const PLAIN = new Set('and compare in between name number string date boolean list range arithmetic negate'.split(' '));

/** Without 或, 非, 如果 and functions an unknown fact leaves the whole unknown: such rows need not be read. */
const isConjunction = ({ root }: Expression): boolean => {
  const isPlain = (node: Node): boolean => PLAIN.has(node.kind) && childrenOf(node).every(isPlain);
  return isPlain(root);
};

const holds = (condition: Expression, facts: readonly FactDefinition[], row: FirmRow): boolean =>
  evaluate(condition, Object.fromEntries(facts.map((each) => [each.name, row.facts[each.key] ?? null]))).value === true;

/** A fact as a number that people write; undefined where it is none. */
export function figureOf(fact: Pick<FactDefinition, 'type'>, value: FirmFact | undefined): number | undefined {
  const number = value === undefined || typeof value === 'boolean' ? Number.NaN : Number(value);
  if (!Number.isFinite(number)) return undefined;
  return fact.type === 'money' ? number / 1_000_000 : fact.type === 'percent' ? number * 100 : number;
}

function observed(catalogue: FactCatalogue, row: FirmRow, key: string): readonly Observation[] {
  const fact = catalogue.byKey.get(key);
  const value = fact && figureOf(fact, row.facts[key]);
  const at = { unit: row.id, indicator: key, period: PERIOD };
  return [value === undefined ? { ...at, missing: 'not-collected' } : { ...at, value }];
}
