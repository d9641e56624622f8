import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { againstPlan, BlockTables, tableFindings } from './tables.ts';

describe('a figure against its plan', () => {
  it('is reached at the plan, close within a twentieth, behind further off, by its direction', () => {
    const all = [100, 96, 95, 94].map((actual) => againstPlan({ plan: 100, actual }, 'higher'));
    expect(all).toEqual(['reached', 'close', 'close', 'behind']);
    expect(againstPlan({ plan: 100, actual: 106 }, 'lower')).toBe('behind');
    expect(againstPlan({ plan: 0, actual: 0 }, 'lower')).toBe('reached');
  });

  it('is unknown where either is missing, never reached', () => {
    const maybe = fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }), { nil: null });
    fc.assert(
      fc.property(maybe, maybe, fc.constantFrom('higher' as const, 'lower' as const), (plan, actual, direction) => {
        const said = againstPlan({ plan, actual }, direction);
        expect(said === 'unknown').toBe(plan === null || actual === null);
      }),
    );
  });
});

it('two lines of one name are found, since a sheet could not tell them apart', () => {
  const line = (id: string, title: string) => ({ id, title, unit: '亿元' });
  const given = BlockTables.parse({
    title: '五张报表',
    source: { title: '甲' },
    tables: [
      { id: 'a', title: '一', lines: [line('x', '投资')] },
      { id: 'b', title: '二', lines: [line('y', '投资')] },
    ],
  });
  expect(tableFindings(given)).toEqual([{ path: ['tables', 1, 'lines', 0], message: '“投资”重复' }]);
});
