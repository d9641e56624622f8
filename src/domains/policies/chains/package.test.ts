import { expect, test } from 'vitest';
import type { LibraryClause } from '../clause/index.ts';
import { packagesOf } from './package.ts';

const data = {
  stages: [
    { stage: '初创', plain: '' },
    { stage: '领军', plain: '' },
  ],
  chains: [
    {
      chain: '特种纸',
      links: [
        { link: '制浆', industries: ['C221'] },
        { link: '造纸', industries: ['C222'] },
      ],
    },
  ],
};
const clause = (name: string, more: object) =>
  ({ clause: { clause: name, chain: [], ...more } }) as unknown as LibraryClause;
const shown = (clauses: readonly LibraryClause[]) =>
  packagesOf(data, clauses)[0]?.links.map(({ link, gap, cells }) => [
    link,
    gap,
    ...cells.map((cell) => cell.clauses.map((each) => each.clause.clause).join()),
  ]);

test('a link that no clause is meant for is a gap, whatever there is for everybody', () => {
  const leader = clause('leader', { chain: ['特种纸'], links: ['造纸'], stages: ['领军'] });
  expect(shown([clause('all', {}), leader])).toEqual([
    ['制浆', true, '', ''],
    ['造纸', false, '', 'leader'],
  ]);
});

test('a clause that names neither link nor stage is for the whole chain', () => {
  expect(shown([clause('whole', { chain: ['特种纸'] })])).toEqual([
    ['制浆', false, 'whole', 'whole'],
    ['造纸', false, 'whole', 'whole'],
  ]);
});
