import { z } from 'zod';
import {
  indicatorOf,
  inputsOf,
  isBranch,
  Leaf,
  leavesOf,
  type Scheme,
  type SchemeNode,
  SchemeSource,
} from '#engines/indicators';
import type { Call } from '#kernel';
import { collectedLeaves, eventIndicators } from './collect/collected-leaves.ts';
import { PERIOD_KINDS, type PeriodKind } from './collect/periods.ts';
import { signs } from './formula-words.ts';
import type { EvaluationPorts } from './ports.ts';

/** How sure what a leaf says of itself is. */
export const SURE = {
  sourced: '有出处',
  records: '本系统口径',
  own: '自拟',
  unsure: '名称待核，口径自拟',
  named: '名称待核，口径有出处',
} as const;
export type Sure = keyof typeof SURE;

/** How a value comes about. */
export const FROM = {
  events: '由办理记录算出，不用填',
  formula: '由填报的量算出',
  facts: '由企业数据算出',
  collected: '填报',
} as const;
export type From = keyof typeof FROM;

/** All that a scheme says of one indicator, with what it leaves to its branch, to the events or to the city. */
const Described = z.object({
  code: z.string(),
  under: z.string(),
  definition: z.string(),
  said: SchemeSource.optional(),
  sure: z.enum(Object.keys(SURE) as [Sure, ...Sure[]]),
  from: z.enum(Object.keys(FROM) as [From, ...From[]]),
  words: z.string().optional(),
  inputs: z.array(z.string()).readonly(),
  sourceName: z.string(),
  leadName: z.string(),
  teamTitle: z.string(),
  periodWord: z.string(),
});
export type Described = z.infer<typeof Described>;

/** A branch or an indicator as its file has it, with what else is known of an indicator. */
export const NodeView = z.looseObject({
  ...Leaf.partial().shape,
  ...Described.partial().shape,
  ...{ id: z.string(), title: z.string(), weight: z.number(), depth: z.number(), branch: z.boolean().optional() },
});
type NodeView = z.infer<typeof NodeView>;

/** The tree from the top, a line a node. */
export async function nodesOf(ports: EvaluationPorts, call: Call, scheme: Scheme): Promise<NodeView[]> {
  const describe = await describer(ports, call, scheme);
  return linesOf(scheme.root).map(({ node, depth, above }) => {
    if (!isBranch(node))
      return { ...node, ...describe(node, above), depth, normaliser: node.normaliser ?? scheme.defaults.normaliser };
    const { children: _, alternatives: __, ...own } = node;
    return { ...own, depth, branch: true };
  });
}

export type Describer = (leaf: Leaf, above: readonly SchemeNode[]) => Described;

export async function describer(ports: EvaluationPorts, call: Call, scheme: Scheme): Promise<Describer> {
  const events = new Map(ports.sources().flatMap((each) => each.indicators.map((one) => [one.id, one] as const)));
  const { teams } = ports.organisation();
  const [unitName, facts] = [await ports.unitNames(call), scheme.units === 'enterprise'];
  const sourceName = sourceWords(ports, unitName);
  return (leaf, above) => {
    const event = leaf.formula === undefined ? events.get(indicatorOf(leaf)) : undefined;
    const nearest = (pick: (node: SchemeNode) => string | undefined): string | undefined =>
      [...above, leaf].map(pick).findLast((each) => each !== undefined);
    const team = teams.find((each) => each.indicator === nearest((node) => node.team));
    const stated = leaf.source ?? scheme.defaults.source;
    const said = stated ?? (event ? { title: '本系统办理记录的口径' } : undefined);
    const from = event ? 'events' : facts ? 'facts' : leaf.formula === undefined ? 'collected' : 'formula';
    const sources = [...new Set(sourcesOf(scheme, leaf).map(sourceName))];
    return {
      code: indicatorOf(leaf),
      under: above
        .slice(1)
        .map((each) => each.title)
        .join(' / '),
      definition: [leaf.definition ?? event?.words, leaf.note].filter(Boolean).join('；'),
      ...{ said, from, sure: event && !stated ? 'records' : sureOf(leaf, said) },
      words: leaf.formula === undefined ? undefined : signs(leaf.formula),
      inputs: inputsOf(scheme, leaf),
      sourceName: from === 'events' ? '本系统' : from === 'facts' ? '企业数据' : sources.join('、'),
      leadName: nearest((node) => node.lead) ?? (team ? unitName(team.lead) : ''),
      teamTitle: team?.title ?? '',
      periodWord: event || facts ? '随时' : PERIOD_KINDS[periodOf(scheme, leaf)],
    };
  };
}

const sureOf = (leaf: Leaf, said: SchemeSource | undefined): Sure => {
  const isSourced = said !== undefined && !said.assumed;
  if (leaf.assumed) return isSourced ? 'named' : 'unsure';
  return isSourced ? 'sourced' : 'own';
};

/** Who states a leaf: whom it names, or who states the quantities that it is made of. */
function sourcesOf(scheme: Scheme, leaf: Leaf): readonly string[] {
  const inputs = inputsOf(scheme, leaf);
  const stated = (scheme.quantities ?? []).filter((each) => inputs.includes(each.id));
  return stated.length > 0
    ? stated.flatMap((each) => each.sourceUnit ?? [])
    : [leaf.sourceUnit ?? leaf.lead ?? ''].filter(Boolean);
}

const periodOf = (scheme: Scheme, leaf: Leaf): PeriodKind => {
  const inputs = inputsOf(scheme, leaf);
  const stated = scheme.quantities?.find((each) => inputs.includes(each.id));
  return stated?.period ?? leaf.period ?? scheme.defaults.period ?? 'year';
};

/** 市场监管部门（市市场监管局）: the title of the pack and who that is here. */
function sourceWords(ports: Pick<EvaluationPorts, 'organisation'>, unitName: (id: string) => string) {
  const { sources } = ports.organisation();
  return (name: string): string => {
    const unit = sources[name];
    return unit === undefined ? name : unitName(unit);
  };
}

export type SchemeLine = { readonly node: SchemeNode; readonly depth: number; readonly above: readonly SchemeNode[] };

/** The tree from the top, each node with those above it. */
export function linesOf(node: SchemeNode, above: readonly SchemeNode[] = []): readonly SchemeLine[] {
  const own = { node, depth: above.length, above };
  return isBranch(node) ? [own, ...node.children.flatMap((child) => linesOf(child, [...above, node]))] : [own];
}

/** What formulas are made of, with who is asked for it and what comes of it. */
export async function quantitiesOf(ports: EvaluationPorts, call: Call, scheme: Scheme) {
  const sourceName = sourceWords(ports, await ports.unitNames(call));
  const [events, leaves] = [eventIndicators(ports), leavesOf(scheme.root)];
  const asked = new Map(collectedLeaves(ports, scheme).map((each) => [each.indicator, each]));
  return (scheme.quantities ?? []).map(({ id, title, unit, definition, sourceUnit, assumed, source }) => ({
    ...{ id, title, unit, definition },
    sourceName: events.has(id) ? '本系统' : sourceUnit === undefined ? '' : sourceName(sourceUnit),
    periodWord: events.has(id) ? '随时' : PERIOD_KINDS[asked.get(id)?.kind ?? 'year'],
    from: events.has(id) ? FROM.events : FROM.collected,
    said: source?.title ?? scheme.defaults.source?.title ?? '',
    assumed: assumed ?? false,
    feeds: leaves
      .filter((leaf) => inputsOf(scheme, leaf).includes(id))
      .map((leaf) => ({ id: leaf.id, title: leaf.title })),
  }));
}
