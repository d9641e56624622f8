import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { isBranch, leavesOf, Observation, runScheme, type Scheme, scoreAt } from '#engines/indicators';
import { readEvaluationPack } from './packs.ts';

const PACKS = new URL('../../../packs/', import.meta.url);
const text = (path: string): string => readFileSync(new URL(path, PACKS), 'utf8');

function filesOf(pack: string): Record<string, unknown> {
  const found = readdirSync(new URL(`${pack}/indicators`, PACKS), { recursive: true, encoding: 'utf8' });
  return Object.fromEntries(
    found
      .filter((each) => each.endsWith('.yaml'))
      .map((each) => [`indicators/${each.replace('.yaml', '')}`, parse(text(`${pack}/indicators/${each}`))]),
  );
}
const files = { ...filesOf('base'), ...filesOf('quzhou') };
const regions = new Set(['330802', '330803', '330822', '330824', '330825', '330881', '3308Z1', '3308Z2']);
const { pack, issues } = readEvaluationPack(files, regions);
const scheme = (id: string): Scheme => {
  const found = pack.schemes.find((each) => each.scheme === id);
  if (!found) throw new Error(`no scheme ${id}`);
  return found;
};
const branches = (id: string) => scheme(id).root.children.filter(isBranch);

describe('the schemes of the packs', () => {
  it('can all be computed as they say', () => {
    expect(issues).toEqual([]);
    expect(pack.schemes.map((each) => each.scheme)).toEqual([
      'b-ready',
      'board-action',
      'board-nation',
      'board-province',
      'board-world',
      'department-month',
      'events-index',
      'national-18',
      'per-mu',
      'province-five',
      'quzhou-targets',
      'zj-wugan58',
    ]);
  });
  it('hold what they are named for: 18 and 91, 10 × 3, 5, 58', () => {
    expect(branches('national-18')).toHaveLength(18);
    expect(leavesOf(scheme('national-18').root)).toHaveLength(91);
    expect(branches('b-ready').map((each) => each.children.length)).toEqual(Array(10).fill(3));
    expect(leavesOf(scheme('province-five').root)).toHaveLength(5);
    expect(leavesOf(scheme('zj-wugan58').root)).toHaveLength(58);
  });
  it('say of what they could not verify that it is assumed', () => {
    for (const id of ['national-18', 'zj-wugan58', 'b-ready'])
      expect(leavesOf(scheme(id).root).every((each) => each.assumed)).toBe(true);
  });
  it('say of every indicator what is counted, in which unit, who states it and which team answers', () => {
    for (const id of ['national-18', 'zj-wugan58', 'b-ready', 'quzhou-targets', 'province-five']) {
      const { root, quantities = [], defaults } = scheme(id);
      const teams = new Map(
        branches(id).flatMap((each) => leavesOf(each).map((leaf) => [leaf.id, each.team] as const)),
      );
      const events = new Set(pack.sources.flatMap((each) => each.indicators.map((one) => one.id)));
      const silent = leavesOf(root).filter((leaf) => {
        const isStated = leaf.formula !== undefined || events.has(leaf.indicator ?? leaf.id) || leaf.sourceUnit;
        return !leaf.definition || !leaf.unit || !isStated || !(leaf.team ?? teams.get(leaf.id));
      });
      expect({ id, silent: silent.map((each) => each.id) }).toEqual({ id, silent: [] });
      expect(quantities.filter((each) => !each.sourceUnit).map((each) => each.id)).toEqual([]);
      expect(defaults.source).toBeDefined();
    }
  });
  it('quote the plans where they say: every target stands in its text at its place', () => {
    const leaves = leavesOf(scheme('quzhou-targets').root);
    expect(leaves.length).toBeGreaterThanOrEqual(20);
    for (const { id, target } of leaves) {
      const span = target?.source.span;
      expect({ id, text: span && text(span.file).slice(span.from, span.to) }).toEqual({ id, text: span?.text });
    }
  });
  it('score a B-READY topic as the mean of its three pillars', () => {
    const observations = [60, 75, 90].map((value, at) =>
      Observation.parse({ unit: 'CN', indicator: `t01-p${at + 1}`, period: '2024', value }),
    );
    const frame = { units: ['CN'], periods: ['2024'], observations };
    const run = runScheme({ ...frame, scheme: scheme('b-ready'), code: 'test', seed: 's' });
    expect(scoreAt(run, 't01', 'CN', '2024').score).toBe(75);
    expect(scoreAt(run, 'b-ready', 'CN', '2024').score).toBeNull();
  });
  it('are told by file and place when they are wrong', () => {
    const wrong = {
      ...files,
      'indicators/map': { source: { title: 'x' }, tiles: [{ region: '999999', column: 1, row: 1 }] },
    };
    expect(readEvaluationPack(wrong, regions).issues).toEqual([
      { place: 'indicators/map', path: ['tiles', 0, 'region'], message: '没有区域“999999”' },
    ]);
    const schemes = { 'indicators/schemes/x': { scheme: 'x' } };
    expect(readEvaluationPack(schemes, regions).issues.map((each) => each.place)).toContain('indicators/schemes/x');
  });
});
