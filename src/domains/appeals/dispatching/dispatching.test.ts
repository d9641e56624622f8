import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Directory, MatterState } from '#engines/matters';
import { DispatchMap, proveDispatchMap, suggest } from './index.ts';

const packs = new URL('../../../../packs/', import.meta.url);
const read = (path: string) => parse(readFileSync(new URL(path, packs), 'utf8'));
const map = DispatchMap.parse(read('quzhou/dispatch.yaml'));
type UnitEntry = {
  id: string;
  name: string;
  kind: string;
  parent: string;
  level?: number;
  region?: string;
  dispatches?: string;
};
const entries: readonly UnitEntry[] = read('quzhou/organisation.yaml').units;
const byId = new Map(entries.map((each) => [each.id, each]));
const up = (id: string | null): readonly UnitEntry[] => {
  const unit = id === null ? undefined : byId.get(id);
  return unit ? [unit, ...up(unit.parent)] : [];
};
const directory: Directory = {
  unit: (id) => {
    const unit = byId.get(id);
    if (!unit) return undefined;
    const region = up(id).find((each) => each.region)?.region ?? '330800';
    const level = up(id).find((each) => each.level)?.level ?? 1;
    return {
      id,
      name: unit.name,
      kind: unit.kind,
      parent: unit.parent,
      level,
      region,
      needsReview: false,
      needsApproval: false,
    };
  },
  officeFor: (region) => entries.find((each) => each.dispatches === region)?.id ?? 'qz-biz-office',
  ancestors: (id) =>
    up(id)
      .slice(1)
      .map((each) => each.id),
  serves: () => false,
  leadersOf: () => [],
  isEnterprise: () => true,
};

const GRADING = [
  { grade: 'major', title: '重大', level: 1 },
  { grade: 'complex', title: '复杂', level: 2 },
  { grade: 'general', title: '一般', level: 3 },
];
const asking = (state: Partial<MatterState>, more: object = {}) => ({
  state: {
    office: 'longyou-biz-office',
    region: '330825',
    complainedOf: [],
    fields: { category: 'power-supply' },
    ...state,
  },
  map,
  directory,
  precedents: [],
  grading: GRADING,
  alike: 0,
  ...more,
});
const precedent = (unit: string, score = 0.6, more: Partial<MatterState> = {}) => ({
  score,
  state: { region: '330825', hops: [{ unit, parent: null }], obligations: [], ...more } as unknown as MatterState,
});

test('the city’s table names only categories, functions and units that exist', () => {
  const categories = new Set<string>(
    read('base/lists/appeal-category.yaml').items.map((each: { code: string }) => each.code),
  );
  expect(proveDispatchMap(map, { categories, units: new Set(byId.keys()) })).toEqual([]);
  const wrong = { ...map, rules: [...map.rules, { category: 'nowhere', function: 'nobody', with: [] }] };
  expect(proveDispatchMap(wrong, { categories, units: new Set(byId.keys()) })).toEqual([
    '没有诉求类别 nowhere',
    'nowhere：没有职能 nobody',
  ]);
});

test('without precedents the table names the unit of the region and those that usually help, and says it is assumed', () => {
  expect(suggest(asking({}))).toMatchObject({
    path: ['longyou-power'],
    coUnits: ['longyou-development-reform'],
    why: expect.stringContaining('待本地核对'),
  });
});

test('a matter with the city’s office goes by way of the county’s', () => {
  expect(suggest(asking({ office: 'qz-biz-office' })).path).toEqual(['longyou-biz-office', 'longyou-power']);
});

test('two precedents that agree go before the table; one alone, or one from elsewhere, does not', () => {
  const agreed = [precedent('longyou-economy-it'), precedent('longyou-economy-it'), precedent('longyou-power', 0.2)];
  expect(suggest(asking({}, { precedents: agreed }))).toMatchObject({
    path: ['longyou-economy-it'],
    why: '2件相似诉求最后都由龙游县经信局办结',
  });
  expect(suggest(asking({}, { precedents: agreed.slice(1) })).path).toEqual(['longyou-power']);
  const elsewhere = [
    precedent('jiangshan-power', 0.9, { region: '330881' }),
    precedent('jiangshan-power', 0.9, { region: '330881' }),
  ];
  expect(suggest(asking({}, { precedents: elsewhere })).path).toEqual(['longyou-power']);
});

test('a unit complained of is never proposed, neither to handle nor to help', () => {
  const told = suggest(
    asking(
      { complainedOf: ['longyou-power', 'longyou-development-reform'] },
      {
        precedents: [precedent('longyou-power'), precedent('longyou-power')],
      },
    ),
  );
  expect(told.path).toEqual(['qz-biz-office', 'qz-power']);
  expect(told.coUnits).not.toContain('longyou-development-reform');
  expect(told.why).toContain('被反映的单位不能承办');
});

test('a major matter goes to a unit of the city', () => {
  const told = suggest(asking({ grade: 'major' }));
  expect(told.path).toEqual(['qz-biz-office', 'qz-power']);
  expect(told.why).toContain('“重大”须由更高层级承办');
});

test('a category that nobody is named for gets no unit but a reason', () => {
  expect(suggest(asking({ fields: { category: 'other-matter' } }))).toMatchObject({
    path: [],
    why: expect.stringContaining('没有'),
  });
});

test('the grade follows the similar ones, and rises when several alike wait', () => {
  const before = [
    precedent('longyou-power', 0.5, { grade: 'general' }),
    precedent('longyou-power', 0.5, { grade: 'general' }),
  ];
  expect(suggest(asking({}, { precedents: before })).grade?.code).toBe('general');
  expect(suggest(asking({}, { precedents: before, alike: 3 })).grade).toMatchObject({
    code: 'complex',
    why: expect.stringContaining('3件'),
  });
  expect(suggest(asking({ grade: 'general' }, { precedents: before, alike: 3 })).grade).toBeUndefined();
});

test('a reopened matter goes to a unit above the one that handled it before', () => {
  const hops = [{ unit: 'longyou-power', parent: null }] as unknown as MatterState['hops'];
  const told = suggest(asking({ reopenings: 1, hops }));
  expect(told.path).toEqual(['qz-biz-office', 'qz-power']);
  expect(told.why).toContain('重办的事项须交上一级单位');
  const top = [{ unit: 'qz-power', parent: null }] as unknown as MatterState['hops'];
  expect(suggest(asking({ reopenings: 1, hops: top, grade: 'major' })).path).toEqual(['qz-biz-office', 'qz-power']);
});

test('who gave it back has named the next one, unless that is the one complained of', () => {
  const hop = { id: 'h1', unit: 'longyou-power', parent: null, stage: 'returned' as const, proposed: 'longyou-huzhen' };
  const state = { hops: [{ ...hop, assignedAt: 0, assignedBy: 'a', dueAt: null } as const] };
  expect(suggest(asking(state)).path.at(-1)).toBe('longyou-huzhen');
  expect(suggest(asking(state)).why).toContain('退办时建议由');
  const complained = suggest(asking({ ...state, complainedOf: ['longyou-huzhen'] }));
  expect(complained.path).not.toContain('longyou-huzhen');
});
