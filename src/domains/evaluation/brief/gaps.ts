import { decompose } from '#engines/indicators';
import type { Call, Day } from '#kernel';
import { countyLeague } from '../county-league.ts';
import { indicatorNamed, within } from '../events/read.ts';
import { windowOf } from '../events/window.ts';
import type { EvaluationPorts, Sums } from '../ports.ts';
import type { Brief } from './view.ts';

const PERIOD = '90d';
const GAPS = 3;
const HOLDERS = 2;
/** What is opened when something has to be put right. */
const REMEDIES = ['supervision', 'rectification', 'class-matter', 'resolution'];

/** The gaps to full marks that cost the counties most, who holds what did not meet, and what is under way there. */
export async function readGaps(ports: EvaluationPorts, call: Call, on: Day, schemeId: string): Promise<Brief['gaps']> {
  const scheme = ports.schemes().find((each) => each.scheme === schemeId);
  if (!scheme || ports.tiles().length === 0) return [];
  const { run, lines } = await countyLeague(ports, call, scheme, { period: PERIOD, on, now: call.now });
  const titles = new Map(run.layout.nodes.map((each) => [each.id, each.title]));
  const worst = lines
    .filter((line) => line.score !== null)
    .flatMap(({ unit, score }) =>
      decompose(run, { unit: unit.id, period: 'now' }, 'frontier').parts.map(({ node, points }) => ({
        region: unit,
        score: score ?? 0,
        indicator: node,
        title: titles.get(node) ?? node,
        points,
      })),
    )
    .filter((each) => each.points > 0)
    .sort((a, b) => b.points - a.points || (a.region.id < b.region.id ? -1 : 1))
    .slice(0, GAPS);
  return Promise.all(worst.map(async (gap) => ({ ...gap, ...(await holdersOf(ports, call, on, gap)) })));
}

type Found = Pick<Brief['gaps'][number], 'region' | 'indicator'>;

async function holdersOf(ports: EvaluationPorts, call: Call, on: Day, { region, indicator: id }: Found) {
  const { source, indicator } = indicatorNamed(ports, id);
  const window = windowOf(PERIOD, on, call.now);
  const only = { ...source, indicators: [indicator] };
  const regions = [...within(ports.regions(), region.id)];
  const [rows, name] = await Promise.all([
    ports.marks.sums(call.tenant, only, window, 'unit', { regions }),
    ports.unitNames(call),
  ]);
  const missed = (each: Sums): number =>
    indicator.kind !== 'rate' ? each.counted : indicator.direction === 'lower' ? each.meets : each.counted - each.meets;
  const holders = rows
    .filter((each) => each.group !== '' && missed(each) > 0)
    .sort((a, b) => missed(b) - missed(a) || (a.group < b.group ? -1 : 1))
    .slice(0, HOLDERS)
    .map((each) => ({ unit: { id: each.group, name: name(each.group) }, missed: missed(each) }));
  const { asOf } = window;
  const [heads, ...doing] = await Promise.all([
    // Who held the post on the day, not on the one that begins as it ends.
    ports.headsOf(
      call.tenant,
      holders.map(({ unit }) => unit.id),
      asOf - 1,
    ),
    ...holders.map(({ unit }) =>
      ports.marks.stood(call.tenant, REMEDIES, { asOf, what: 'open', filter: { unit: unit.id }, limit: 1 }),
    ),
  ]);
  return {
    holders: holders.map((each) => {
      const person = heads.get(each.unit.id);
      return person ? { ...each, person: { id: person.id, name: person.name } } : each;
    }),
    doing: doing.reduce((sum, each) => sum + each.total, 0),
  };
}
