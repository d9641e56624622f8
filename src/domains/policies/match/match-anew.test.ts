import { expect, test } from 'vitest';
import type { MatchMark, PolicyPorts } from '../ports.ts';
import { standingOf } from './decide.ts';
import { matchesAnew } from './match-anew.ts';
import { matchesOf, matchRound } from './round.ts';
import { everyone, firms, library, TODAY } from './shipped-firms.fixture.ts';

test('everyone by columns are the same as one by one, under every shipped clause, with unknowns and to the 分', () => {
  let found = 0;
  for (const written of library.clauses) {
    const open = standingOf(written.policy, written.clause, TODAY) === 'open';
    // A policy for some places only, as well.
    for (const regions of [written.policy.regions, ['3308'], ['330825', '330881']]) {
      const each = { ...written, policy: { ...written.policy, regions } };
      const byColumns = open ? [...matchesAnew(each, everyone, TODAY)].flat() : [];
      const oneByOne = matchesOf(library, [each], firms, TODAY).map(({ clause: _, ...match }) => match);
      expect(byColumns, each.clause.clause).toEqual(oneByOne);
      found += byColumns.length;
    }
  }
  expect(found).toBeGreaterThan(1000);
});

test('a round that is cut off goes on where it was, and does nothing twice', async () => {
  const marks = new Map<string, MatchMark>();
  const done: string[] = [];
  let left = 5;
  const matches: Partial<PolicyPorts['matches']> = {
    marks: async () => [...marks.values()],
    putMarks: async () => {},
    replaceAll: async (_, mark) => {
      if (left === 0) throw new Error('cut off');
      left -= 1;
      marks.set(mark.clause, mark);
      done.push(mark.clause);
    },
  };
  const asked: Partial<PolicyPorts['population']> = { mark: async () => 1, everyone: async () => everyone };
  const ports = { library: async () => library, matches, population: asked } as unknown as PolicyPorts;
  const round = () => matchRound(ports, 'city', Date.parse('2026-06-01T09:00:00+08:00'));
  await expect(round()).rejects.toThrow('cut off');
  left = Number.POSITIVE_INFINITY;
  expect(await round()).toBe((library.clauses.length - 5) * firms.length);
  expect(done).toEqual(library.clauses.map((each) => each.clause.clause));
  expect(await round()).toBe(0);
});
