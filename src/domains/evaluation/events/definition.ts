import { z } from 'zod';
import { declare, type Expression, evaluate, type Facts, namesIn, parseExpression, type Value } from '#language';
import { factsFor, SOURCE_KINDS, type SourceKind } from './source.ts';

const Id = z.string().regex(/^[a-z0-9][a-z0-9-]*$/, '标识只用小写字母、数字和连字符');
const Condition = z.string().min(1);

export const EventIndicator = z.strictObject({
  id: Id,
  title: z.string().min(1),
  group: z.string().min(1),
  over: Id.describe('从哪种记录算：sources 里的名字'),
  kind: z.enum(['rate', 'mean', 'sum', 'count', 'distinct']).describe('比率、均值、合计、件数、去重户数'),
  by: z
    .enum(['opened', 'happened', 'standing'])
    .describe('归期：opened 按提出日期，happened 按发生日期，standing 为当时在办的存量'),
  counted: Condition.describe('哪些记录计入（分母）'),
  meets: Condition.optional().describe('其中哪些算数（分子），比率必填'),
  value: z.string().optional().describe('取什么数，均值和合计必填'),
  unit: z.string().min(1),
  direction: z.enum(['higher', 'lower', 'none']),
  words: z.string().min(1).describe('口径，一句话'),
  good: z.number().optional().describe('达到即可的参考值'),
  assumed: z.boolean().optional(),
});
export type EventIndicator = z.infer<typeof EventIndicator>;

export const EventIndicatorsFile = z.strictObject({
  sources: z.record(
    Id,
    z.strictObject({
      kind: z.enum(SOURCE_KINDS),
      title: z.string(),
      loop: z.string().optional().describe('闭环名；不写即与名字相同'),
      clocks: z.record(z.string(), z.string()).default({}).describe('时限 → 指标里的说法'),
    }),
  ),
  indicators: z.array(EventIndicator),
});
export type EventIndicatorsFile = z.infer<typeof EventIndicatorsFile>;

export type CompiledIndicator = EventIndicator & {
  /** Its place among the indicators of its source: the bit in a mark. */
  readonly bit: number;
  readonly expressions: { readonly counted: Expression; readonly meets?: Expression; readonly value?: Expression };
  /** The same, ready to be asked of one record's facts. */
  readonly test: { readonly counted: Test; readonly meets?: Test; readonly value?: Test };
  /** Every time the act is done counts, not only the first. */
  readonly isAct: boolean;
};

type Test = (facts: Facts) => Value;

/** So many different facts are remembered for one expression. */
const REMEMBERED = 5000;

/** Few facts go into one expression, and the same ones come again and again: what was answered once is remembered. */
function testOf(expression: Expression): Test {
  const names = namesIn(expression);
  const known = new Map<string, Value>();
  return (facts) => {
    const key = JSON.stringify(names.map((name) => facts[name] ?? null));
    const found = known.get(key);
    if (found !== undefined) return found;
    const { value } = evaluate(expression, facts);
    if (known.size < REMEMBERED) known.set(key, value);
    return value;
  };
}

export type CompiledSource = {
  readonly id: string;
  readonly kind: SourceKind;
  readonly title: string;
  readonly loop: string;
  readonly clocks: Readonly<Record<string, string>>;
  readonly indicators: readonly CompiledIndicator[];
};

export type EventFinding = { readonly path: readonly (string | number)[]; readonly message: string };

/** One bit each in a bigint that must stay positive. */
const MOST = 62;

/** Types every expression against the facts of its source; what does not fit is a finding with its place. */
export function compileIndicators(file: EventIndicatorsFile): {
  readonly sources: readonly CompiledSource[];
  readonly findings: readonly EventFinding[];
} {
  const findings: EventFinding[] = [];
  const seen = new Set<string>();
  file.indicators.forEach((each, at) => {
    if (seen.has(each.id)) findings.push({ path: ['indicators', at, 'id'], message: `“${each.id}”重复` });
    seen.add(each.id);
    if (!file.sources[each.over])
      findings.push({ path: ['indicators', at, 'over'], message: `没有名为“${each.over}”的记录来源` });
  });
  const sources = Object.entries(file.sources).map(([id, source]): CompiledSource => {
    const words = Object.values(source.clocks);
    const plain = new Set(factsFor(source.kind, []).map((each) => each.name));
    const names = factsFor(source.kind, words).slice(plain.size);
    const clash = names.find((each) => plain.has(each.name));
    if (clash)
      findings.push({ path: ['sources', id, 'clocks'], message: `“${clash.name}”已是别的事实的名字，请换个说法` });
    const catalogue = declare(factsFor(source.kind, clash ? [] : words));
    const own = file.indicators.flatMap((each, at) => (each.over === id ? [{ each, at }] : []));
    if (own.length > MOST) findings.push({ path: ['sources', id], message: `一种记录最多 ${MOST} 个指标` });
    const indicators = own.flatMap(({ each, at }, bit) => compileOne(each, bit, catalogue, at, findings) ?? []);
    return { id, kind: source.kind, title: source.title, loop: source.loop ?? id, clocks: source.clocks, indicators };
  });
  return { sources, findings };
}

function compileOne(
  each: EventIndicator,
  bit: number,
  catalogue: ReturnType<typeof declare>,
  at: number,
  findings: EventFinding[],
): CompiledIndicator | undefined {
  const say = (field: string, message: string): undefined => {
    findings.push({ path: ['indicators', at, field], message });
  };
  const parsed = (field: 'counted' | 'meets' | 'value', expects: 'boolean' | 'number'): Expression | undefined => {
    const source = each[field];
    if (source === undefined) return undefined;
    const result = parseExpression(source, catalogue, { expects });
    if (result.ok) return result.expression;
    for (const one of result.diagnostics) say(field, one.message);
    return undefined;
  };
  if (each.kind === 'rate' && each.meets === undefined) return say('meets', '比率须写明分子（meets）');
  if ((each.kind === 'mean' || each.kind === 'sum') && each.value === undefined)
    return say('value', '须写明取什么数（value）');
  const [counted, meets, value] = [parsed('counted', 'boolean'), parsed('meets', 'boolean'), parsed('value', 'number')];
  if (!counted || (each.meets !== undefined && !meets) || (each.value !== undefined && !value)) return undefined;
  return {
    ...each,
    bit,
    expressions: { counted, ...(meets ? { meets } : {}), ...(value ? { value } : {}) },
    test: {
      counted: testOf(counted),
      ...(meets ? { meets: testOf(meets) } : {}),
      ...(value ? { value: testOf(value) } : {}),
    },
    isAct: namesIn(counted).includes('动作'),
  };
}
