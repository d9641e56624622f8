import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { compileIndicators, EventIndicatorsFile } from './definition.ts';

const file = () =>
  EventIndicatorsFile.parse(
    parse(readFileSync(new URL('../../../../packs/base/indicators/events.yaml', import.meta.url), 'utf8')),
  );

describe('the indicators of the base pack', () => {
  it('all compile, at least forty of them', () => {
    const { sources, findings } = compileIndicators(file());
    expect(findings).toEqual([]);
    expect(sources.reduce((sum, each) => sum + each.indicators.length, 0)).toBeGreaterThanOrEqual(40);
  });
  it('are refused with their place when an expression names a fact that does not exist', () => {
    const given = file();
    const wrong = {
      ...given,
      indicators: given.indicators.map((each, at) => (at === 1 ? { ...each, counted: '响应倒期' } : each)),
    };
    expect(compileIndicators(wrong).findings).toEqual([
      { path: ['indicators', 1, 'counted'], message: expect.stringContaining('响应到期') as string },
    ]);
  });
  it('are refused when a rate has no numerator or an id stands twice', () => {
    const given = file();
    const [first, second] = given.indicators;
    if (!first || !second) throw new Error('empty');
    const { meets: _, ...bare } = second;
    expect(
      compileIndicators({ ...given, indicators: [first, first, bare] }).findings.map((each) => each.message),
    ).toEqual([`“${first.id}”重复`, '比率须写明分子（meets）']);
  });
});
