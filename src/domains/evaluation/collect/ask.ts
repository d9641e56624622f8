import { type Call, type Day, refuse, systemCall } from '#kernel';
import { schemeNamed } from '../league.ts';
import { type CollectedLeaf, collectedLeaves, subjectNames, subjectsOf } from './collected-leaves.ts';
import { periodNamed, periodWords } from './periods.ts';
import type { CollectPorts } from './ports.ts';
import type { Fill } from './stores.ts';

export type Asked = {
  readonly scheme: string;
  readonly period: string;
  readonly due: Day;
  readonly indicators?: readonly string[] | undefined;
  /** Whom to ask where the scheme names no source. */
  readonly unit?: string | undefined;
  /** Who organises and checks; whoever asks, when not said. */
  readonly office?: string | undefined;
};

export type AskResult = {
  readonly opened: number;
  /** Asked before. */
  readonly kept: number;
  /** Nobody known to ask: these wait at the office to be given to somebody. */
  readonly unassigned: readonly string[];
};

type Wanted = Fill & { readonly leaf: CollectedLeaf };

/** Asks the source units for the values of a scheme in a period: one matter for each cell, opened once. */
export async function askForValues(ports: CollectPorts, call: Call, asked: Asked): Promise<AskResult> {
  const wanted = wantedCells(ports, asked);
  const unitNamed = await sourceNamed(ports, call);
  const fills = wanted.map(({ leaf: _, ...fill }) => fill);
  const leaves = new Map(wanted.map((each) => [each.indicator, each.leaf]));
  const standing = await ports.fills.reserve(call.tenant, fills, call.actor.id, call.now);
  const unassigned = new Set<string>();
  let opened = 0;
  for (const fill of standing) {
    const leaf = leaves.get(fill.indicator);
    if (fill.isOpen || !leaf) continue;
    const unit = (leaf.source === undefined ? undefined : unitNamed(leaf.source)) ?? asked.unit;
    if (!unit) unassigned.add(leaf.title);
    await openOne(ports, call, fill, leaf, { due: asked.due, unit, office: asked.office });
    opened += 1;
  }
  return { opened, kept: standing.length - opened, unassigned: [...unassigned] };
}

/** A source as a scheme writes it: a general title that the city says who is, or a unit by any spelling of its name. */
export async function sourceNamed(ports: Pick<CollectPorts, 'organisation' | 'unitNamed'>, call: Call) {
  const { sources } = ports.organisation();
  const unitNamed = await ports.unitNamed(call);
  return (name: string): string | undefined => sources[name] ?? unitNamed(name);
}

function wantedCells(ports: CollectPorts, { scheme: id, period, indicators }: Asked): readonly Wanted[] {
  const scheme = schemeNamed(ports, id);
  const found = periodNamed(period);
  const wanted = indicators && new Set(indicators);
  const leaves = collectedLeaves(ports, scheme).filter(
    // An indicator that is worked out is asked for by what it is made of.
    (each) =>
      each.kind === found?.kind &&
      (wanted === undefined || [each.indicator, ...each.feeds.map(({ id }) => id)].some((code) => wanted.has(code))),
  );
  const subjects = subjectsOf(ports, scheme);
  if (leaves.length > 0 && subjects.length > 0)
    return leaves.flatMap((leaf) =>
      subjects.map((subject) => ({
        ...{ leaf, indicator: leaf.indicator, subject, period },
        ...{ round: 1, matter: ports.ids(), why: null },
      })),
    );
  throw refuse({
    code: 'collect.nothing',
    kind: 'invalid',
    what: `“${scheme.title}”在${periodWords(period)}没有要填报的指标`,
    why: '各项或由办理记录算出，或按别的周期填报',
    todo: '请换一个期间或方案',
  });
}

/** Opens the matter of a cell and gives it to the unit; both carry a key of their own, so that a retry repeats nothing. */
async function openOne(
  ports: CollectPorts,
  call: Call,
  fill: Fill,
  leaf: CollectedLeaf,
  { due, unit, office }: { readonly due: Day; readonly unit: string | undefined; readonly office?: string | undefined },
): Promise<void> {
  const name = subjectNames(ports)(fill.subject);
  const period = periodWords(fill.period);
  await ports.openFill(call, {
    id: fill.matter,
    office: office ?? call.actor.unit,
    fields: {
      title: `${fill.round > 1 ? '更正' : '填报'}：${leaf.title}（${name}，${period}）`,
      ...{ indicator: fill.indicator, scheme: leaf.scheme.scheme, target: fill.subject, period: fill.period, due },
      ...{ 'scheme-title': leaf.scheme.title, 'target-name': name, 'period-title': period },
      ...(leaf.unit ? { measure: leaf.unit } : {}),
      ...(leaf.definition ? { definition: leaf.definition } : {}),
      ...(fill.why ? { why: fill.why } : {}),
    },
  });
  if (!unit) return;
  const own = systemCall(call.tenant, call.now, call.requestId);
  await ports.moveFill(
    { ...own, idempotencyKey: `fill ${fill.matter}` },
    { id: fill.matter, move: 'assign', input: { unit } },
  );
}

/** A checked value is put right by another round: who, why, and what it was before all stay. */
export async function askForCorrection(
  ports: CollectPorts,
  call: Call,
  cell: { readonly indicator: string; readonly subject: string; readonly period: string },
  { why, due, leaf }: { readonly why: string; readonly due: Day; readonly leaf: CollectedLeaf },
): Promise<{ readonly id: string }> {
  const [line] = (await ports.fills.lines(call.tenant, [cell.indicator], [cell.period])).filter(
    (each) => each.subject === cell.subject,
  );
  if (!line?.state?.closed || line.state.status !== 'published')
    throw refuse({
      code: 'collect.not-published',
      kind: 'conflict',
      what: '这个数还没有入库，不用更正',
      todo: '请在填报事项里直接退回重报',
    });
  const fill = { ...cell, round: line.round + 1, matter: ports.ids(), why };
  const [taken] = await ports.fills.reserve(call.tenant, [fill], call.actor.id, call.now);
  if (!taken) throw new Error('a cell was reserved and is not there');
  const holder = line.state.hops.findLast((each) => each.parent === null)?.unit;
  if (!taken.isOpen) await openOne(ports, call, taken, leaf, { due, unit: holder });
  return { id: taken.matter };
}
