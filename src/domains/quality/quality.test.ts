import { expect, test } from 'vitest';
import { freezeFrame } from '#engines/draws';
import type { Directory, MatterState } from '#engines/matters';
import { mineableIn, recordOf } from './cause-record.ts';
import { afterRating, checkPostMortem } from './index.ts';
import { lookBackFrame } from './sampling/index.ts';

test.each([
  [{ grade: 5 }, 'answered', 0, 'nothing'],
  [{ grade: 3 }, 'answered', 0, 'nothing'],
  [{ grade: 2 }, 'answered', 0, 'reopen'],
  [{ grade: 1 }, 'verified', 1, 'reopen'],
  [{ grade: 1 }, 'verified', 2, 'tell-superior'],
  [{ grade: 1 }, 'handling', 0, 'nothing'],
  [undefined, 'answered', 0, 'nothing'],
] as const)('a rating of %j while %s after %i reopenings leads to: %s', (rating, status, reopenings, step) => {
  const state = { status, reopenings, clocks: {}, ...(rating ? { rating: { ...rating, at: 0, by: 'x' } } : {}) };
  expect(afterRating(state).step).toBe(step);
});

test('a rating of the handling before is no reason to reopen the one after', () => {
  const clocks = { answer: { stoppedAt: 20 } } as unknown as MatterState['clocks'];
  const rated = (at: number) =>
    afterRating({ status: 'answered', reopenings: 1, clocks, rating: { grade: 1, at, by: 'x' } });
  expect(rated(10).step).toBe('nothing');
  expect(rated(30).step).toBe('reopen');
});

const GOOD = {
  kind: 'process' as const,
  target: '双回路用电报装审批',
  change: '由县市两级串联审批改为县级一次审批、市级备案',
};

test('a post-mortem that names a process and its change is taken', () => {
  expect(() => checkPostMortem(GOOD)).not.toThrow();
  expect(() =>
    checkPostMortem({
      ...GOOD,
      kind: 'policy',
      target: '衢政办发〔2021〕7号',
      change: '第12条补贴申报期由1次改为每季度',
    }),
  ).not.toThrow();
});

test.each([
  { target: '有关制度', change: GOOD.change },
  { target: '工作机制', change: GOOD.change },
  { target: GOOD.target, change: '进一步加强管理，提高服务意识' },
  { target: GOOD.target, change: '切实优化流程，强化责任落实，提升效率' },
])('a post-mortem that only promises to do better is refused: $target / $change', (given) => {
  expect(() => checkPostMortem({ ...GOOD, ...given })).toThrow('具体的制度、政策或流程');
});

const matter = (number: string, outcome: string, more: Partial<MatterState> = {}): MatterState =>
  ({
    id: `id-${number}`,
    number,
    outcome,
    office: 'o',
    region: '330825',
    hops: [{ unit: 'power', parent: null }],
    fields: { category: 'power-supply' },
    ...more,
  }) as unknown as MatterState;
const directory = { unit: (id: string) => (id === 'power' ? { name: '供电公司' } : undefined) } as unknown as Directory;
const title = (list: string, code: string) =>
  ({ region: { '330825': '龙游县' }, 'appeal-category': { 'power-supply': '用电报装' } })[list]?.[code as never];

test('whoever is left out of a frame is listed with the reason, and the same matters give the same root in any order', () => {
  const closed = [
    matter('SQ-1', 'resolved'),
    matter('SQ-2', 'withdrawn'),
    matter('SQ-3', 'explained'),
    matter('SQ-4', 'merged'),
  ];
  const frame = lookBackFrame(closed, 'unit', { directory, title });
  expect(frame.units).toEqual([
    { code: 'SQ-1', stratum: '供电公司' },
    { code: 'SQ-3', stratum: '供电公司' },
  ]);
  expect(frame.exclusions.map((each) => each.code)).toEqual(['SQ-2', 'SQ-4']);
  expect(frame.members['SQ-3']).toBe('id-SQ-3');
  const other = lookBackFrame(closed.toReversed(), 'unit', { directory, title });
  expect(freezeFrame(other.units, other.exclusions).root).toBe(freezeFrame(frame.units, frame.exclusions).root);
});

test.each([
  ['none', '全部'],
  ['region', '龙游县'],
  ['category', '用电报装'],
] as const)('strata by %s are called %s', (strata, name) => {
  expect(lookBackFrame([matter('SQ-1', 'resolved')], strata, { directory, title }).units[0]?.stratum).toBe(name);
});

test('a cause recorded is another cell than a category of the same code', () => {
  const [said, unsaid] = [{ cause: 'infrastructure', category: 'roads' }, { category: 'infrastructure' }].map(
    (fields) => recordOf(matter('SQ-1', 'resolved', { fields })),
  );
  expect(said?.cause).not.toBe(unsaid?.cause);
});

test('causes are not mined from what nobody was given yet, nor from what has no category', () => {
  const dispatched = matter('SQ-1', '', { fields: { category: 'power' } });
  const waiting = matter('SQ-2', '', { fields: { category: 'power' }, hops: [] });
  const unclassed = matter('SQ-3', '', { fields: {} });
  expect(mineableIn([dispatched, waiting, unclassed]).map((each) => each.id)).toEqual(['id-SQ-1']);
});
