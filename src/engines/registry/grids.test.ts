import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, type Day, day, isRefusal } from '#kernel';
import {
  decideLeaveGrid,
  decideMoveEnterprise,
  GRID_OFFICER,
  type Grid,
  type GridSnapshot,
  gridDirectory,
  gridGaps,
  IN_GRID,
  SERVES_GRID,
} from './grids.ts';
import { decideEndPost } from './hand-over.ts';
import { organisationOn } from './organisation.ts';
import { post, relation, snapshot, start, unit } from './registry.fixture.ts';
import { firstGap, holdsOn } from './terms.ts';
import type { Relation } from './types.ts';

const { regionsAround } = organisationOn(snapshot, start);
const grid = (id: string, region: string, more: Partial<Grid> = {}): Grid => ({
  id,
  name: `${id}网格`,
  kind: 'grid',
  parent: null,
  region,
  validFrom: start,
  ...more,
});
const grids = [
  grid('city', '330800', { catchAll: true }),
  grid('longyou', '330825', { catchAll: true }),
  grid('park', '330825'),
];
const officer = (id: string, person: string, of: string, more: Partial<Relation> = {}): Relation =>
  relation(id, SERVES_GRID, person, of, { role: GRID_OFFICER, ...more });
const base: GridSnapshot = {
  grids,
  relations: [officer('1', 'zhao', 'city'), officer('2', 'qian', 'longyou'), officer('3', 'sun', 'park')],
};

/** Puts decisions into effect, as a store would. */
const apply = (
  from: GridSnapshot,
  ends: readonly { id: string; validTo: Day }[],
  begins: readonly Relation[] = [],
) => ({
  grids: from.grids,
  relations: [...from.relations.map((each) => ({ ...each, ...ends.find((end) => end.id === each.id) })), ...begins],
});

describe('every enterprise has one grid with a named officer', () => {
  test('a named grid comes first, then the catch-all of the region, then the city’s', () => {
    const named = { grids, relations: [...base.relations, relation('m', IN_GRID, 'firm', 'park')] };
    const { gridOf } = gridDirectory(named, day('2026-09-01'), regionsAround);
    expect(gridOf('firm', '330825')?.grid.id).toBe('park');
    expect(gridOf('other', '330825')).toMatchObject({ grid: { id: 'longyou' }, officers: ['qian'], named: false });
    expect(gridOf('other', '330881')?.grid.id).toBe('city');
    expect(gridOf('stranger', undefined)).toBeUndefined();
  });

  test('an officer may not leave before a successor covers the grid', () => {
    const lastDay = day('2026-09-30');
    const no = decideLeaveGrid(base, '3', lastDay);
    expect(isRefusal(no) && no.message).toContain('10月1日起没有接任人员');
    const late = {
      grids,
      relations: [...base.relations, officer('4', 'li', 'park', { validFrom: day('2026-10-02') })],
    };
    expect(isRefusal(decideLeaveGrid(late, '3', lastDay))).toBe(true);
    const ready = {
      grids,
      relations: [...base.relations, officer('4', 'li', 'park', { validFrom: day('2026-10-01') })],
    };
    expect(decideLeaveGrid(ready, '3', lastDay)).toEqual({ id: '3', validTo: lastDay });
  });

  test('whatever is asked in whatever order, no day is without exactly one grid and an officer', () => {
    const dayIn = fc.integer({ min: 0, max: 400 }).map((n) => addDays(start, n));
    const step = fc.oneof(
      fc.record({ kind: fc.constant('leave' as const), who: fc.nat({ max: 9 }), on: dayIn }),
      fc.record({ kind: fc.constant('join' as const), grid: fc.constantFrom('city', 'longyou', 'park'), on: dayIn }),
      fc.record({ kind: fc.constant('move' as const), grid: fc.constantFrom('longyou', 'park'), on: dayIn }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), dayIn, (steps, probe) => {
        let at = base;
        let next = 10;
        for (const each of steps) {
          if (each.kind === 'join')
            at = apply(at, [], [officer(String(next++), `p${next}`, each.grid, { validFrom: each.on })]);
          if (each.kind === 'leave') {
            const staff = at.relations.filter((one) => one.kind === SERVES_GRID && one.validTo === undefined);
            const one = staff[each.who % staff.length];
            const decided = one && one.validFrom <= each.on && decideLeaveGrid(at, one.id, each.on);
            if (decided && !isRefusal(decided)) at = apply(at, [decided]);
          }
          if (each.kind === 'move') {
            const decided = decideMoveEnterprise(at, 'firm', each.grid, each.on);
            if (!isRefusal(decided)) at = apply(at, decided.ends, [{ id: String(next++), ...decided.begins }]);
          }
        }
        const found = gridDirectory(at, probe, regionsAround).gridOf('firm', '330825');
        expect(found?.officers.length).toBeGreaterThan(0);
        expect(at.relations.filter((one) => one.kind === IN_GRID && holdsOn(one, probe)).length).toBeLessThanOrEqual(1);
        expect(gridGaps(at, start)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

test('a post ends only when the same role in the unit and section is covered from the next day', () => {
  const labour = unit('labour', '市人力社保局');
  const lastDay = day('2026-06-30');
  const mine = post('a', 'wang', 'labour');
  const otherRole = post('b', 'li', 'labour', { role: 'head' });
  expect(isRefusal(decideEndPost([mine, otherRole], labour, 'a', lastDay))).toBe(true);
  const gap = post('c', 'zhou', 'labour', { validFrom: day('2026-07-02') });
  expect(isRefusal(decideEndPost([mine, gap], labour, 'a', lastDay))).toBe(true);
  const next = post('d', 'wu', 'labour', { validFrom: day('2026-07-01') });
  expect(decideEndPost([mine, next], labour, 'a', lastDay)).toEqual({ id: 'a', validTo: lastDay });
  const closing = unit('labour', '市人力社保局', { validTo: lastDay });
  expect(decideEndPost([mine], closing, 'a', lastDay)).toEqual({ id: 'a', validTo: lastDay });
});

test('the first uncovered day is the one a day-by-day walk finds', () => {
  const term = fc
    .record({ from: fc.nat({ max: 30 }), length: fc.option(fc.nat({ max: 10 })) })
    .map(({ from, length }) => ({
      validFrom: addDays(start, from),
      ...(length !== null && { validTo: addDays(start, from + length) }),
    }));
  fc.assert(
    fc.property(fc.array(term, { maxLength: 6 }), fc.nat({ max: 30 }), (terms, n) => {
      const from = addDays(start, n);
      const until = addDays(start, 45);
      let walked: Day | undefined;
      for (let at = from; at <= until && !walked; at = addDays(at, 1))
        if (!terms.some((each) => holdsOn(each, at))) walked = at;
      expect(firstGap(terms, from, until)).toBe(walked);
    }),
  );
});
