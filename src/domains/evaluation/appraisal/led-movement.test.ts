import { expect, it } from 'vitest';
import type { DualLead } from '../organisation/dual.ts';
import type { MarkFilter } from '../ports.ts';
import { ledMovement, ledMoves } from './led-movement.ts';

// 双牵头: what a district's indicator does counts for both leads, and only while it holds and only in its district.
const lead = (more: Partial<DualLead>): DualLead => ({
  ...{ id: '1', region: '330825', indicator: 'n03', district: 'longyou', department: 'qz-finance' },
  ...{ since: '2026-09-01', until: null, setBy: 'p', setAt: 0, endedWhy: null, endedBy: null, ...more },
});
const shares = (share: number) => [
  { indicator: 'finished', group: '', counted: 1000, meets: 10 * share, sum: 0, squares: 0, distinct: 0 },
];
const MONTH = '2026-09';
const window = { from: 100, to: 200, asOf: 200 };

function ports(held: readonly DualLead[]) {
  const asked: MarkFilter[] = [];
  return {
    asked,
    sources: () => [{ indicators: [{ id: 'finished', title: '办结率', kind: 'rate', direction: 'higher' }] }],
    teams: () => [{ indicator: 'n03', lead: 'qz-power', watches: [{ indicator: 'finished', category: 'power' }] }],
    regions: () => [
      { code: '330825', name: '龙游县', parent: '3308' },
      { code: '330825001', name: '镇', parent: '330825' },
    ],
    duals: { all: async () => held },
    marks: {
      sums: async (_tenant: string, _source: unknown, span: typeof window, _by: string, filter: MarkFilter) => {
        asked.push(filter);
        const better = filter.regions ? 30 : -30;
        return shares(span === window ? 60 + better : 60);
      },
    },
  };
}
const moved = async (held: readonly DualLead[]) => {
  const made = ports(held);
  const rows = await ledMoves(made as never, 't', { month: MONTH, window });
  return { rows: rows.map(({ unit, region, move }) => [unit, region ?? '', move]), asked: made.asked };
};

it('counts for the district and the department alike, in the district alone, beside the lead of the city', async () => {
  const { rows, asked } = await moved([lead({})]);
  expect(rows).toEqual([
    ['qz-power', '', -1],
    ['longyou', '330825', 1],
    ['qz-finance', '330825', 1],
  ]);
  expect(asked.at(-1)).toEqual({ category: 'power', regions: ['330825', '330825001'] });
});

it('counts for nobody before it began and after it ended', async () => {
  const gone = [lead({ since: '2026-10-01' }), lead({ since: '2026-01-01', until: '2026-09-29' })];
  expect((await moved(gone)).rows).toEqual([['qz-power', '', -1]]);
});

it('adds up for a unit that leads twice', async () => {
  const tallies = await ledMovement(ports([lead({ department: 'qz-power' })]) as never, 't', MONTH, window);
  expect(tallies.find((each) => each.unit === 'qz-power')).toMatchObject({ counted: 2, meets: 1, sum: 0, squares: 2 });
});
