import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { day } from '#kernel';
import { chartOf } from './chart.ts';
import { directoryOf } from './directory.ts';
import { organisationOn } from './organisation.ts';
import { post, relation, snapshot, unit } from './registry.fixture.ts';
import { LEADS_BLOCK } from './types.ts';

const today = day('2026-09-01');

describe('the directory of a day', () => {
  test('matters of a county go to its office, others to the city', () => {
    const { officeFor } = directoryOf(snapshot, today);
    expect([officeFor('330825'), officeFor('330881'), officeFor(undefined), officeFor('440300')]).toEqual([
      'longyou-office',
      'office',
      'office',
      'office',
    ]);
  });

  test('above a county office stand its government, then the office that guides it, then the city', () => {
    expect(directoryOf(snapshot, today).ancestors('longyou-office')).toEqual(['longyou', 'office', 'city']);
  });

  test('a person serves a unit on the days of the post, first and last included', () => {
    const posts = [post('p', 'wang', 'labour', { validFrom: day('2026-03-02'), validTo: day('2026-08-31') })];
    const serves = (on: string) => directoryOf({ ...snapshot, posts }, day(on)).serves('wang', 'labour');
    expect(['2026-03-01', '2026-03-02', '2026-08-31', '2026-09-01'].map(serves)).toEqual([false, true, true, false]);
  });

  test('a leader linked to a county hears of it, one linked to the city of all', () => {
    const relations = [
      relation('1', LEADS_BLOCK, 'mayor', '330800'),
      relation('2', LEADS_BLOCK, 'deputy', '330825'),
      relation('3', LEADS_BLOCK, 'gone', '330825', { validTo: day('2026-08-31') }),
    ];
    const { leadersOf } = directoryOf({ ...snapshot, relations }, today);
    expect(leadersOf('office', '330825')).toEqual(['deputy', 'mayor']);
    expect(leadersOf('labour', undefined)).toEqual(['mayor']);
  });

  test('a careless pack in which units stand above each other in a ring still gets an answer', () => {
    const ring = [unit('a', 'A', { parent: 'b', dispatches: '330800' }), unit('b', 'B', { parent: 'a' })];
    expect(directoryOf({ ...snapshot, units: ring }, today).ancestors('a')).toEqual(['b']);
  });

  test('nobody is above himself, and who is above me is above those below me', () => {
    const id = fc.integer({ min: 0, max: 9 });
    const tree = fc.array(fc.record({ parent: id, guide: fc.option(id) }), { minLength: 10, maxLength: 10 });
    fc.assert(
      fc.property(tree, (rows) => {
        const made = rows.map(({ parent, guide }, at) =>
          unit(`u${at}`, `单位${at}`, {
            parent: parent < at ? `u${parent}` : null,
            ...(guide !== null && guide < at && { guidedBy: `u${guide}` }),
            dispatches: '330800',
          }),
        );
        const { ancestors } = directoryOf({ ...snapshot, units: made }, today);
        for (const each of made) {
          const above = ancestors(each.id);
          expect(above).not.toContain(each.id);
          expect(new Set(above).size).toBe(above.length);
          for (const upper of above) for (const far of ancestors(upper)) expect(above).toContain(far);
        }
      }),
    );
  });
});

test('the chart of a day shows each unit of that day once, with who serves in it', () => {
  const ended = unit('old', '市旧局', { validTo: day('2022-12-31') });
  const past = { ...snapshot, units: [...snapshot.units, ended], posts: [post('p', 'li', 'old')] };
  const names = (on: string) => {
    const ids: string[] = [];
    const walk = (nodes: ReturnType<typeof chartOf>): void => {
      for (const node of nodes) {
        ids.push(...[node.unit.id, ...node.posts.map((each) => each.person)]);
        walk([...node.children]);
      }
    };
    walk(chartOf(organisationOn(past, day(on))));
    return ids;
  };
  expect(names('2022-12-31')).toContain('li');
  expect(names('2023-01-01')).not.toContain('old');
  expect(names('2023-01-01').length).toBe(new Set(names('2023-01-01')).size);
});
