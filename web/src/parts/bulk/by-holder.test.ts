import { expect, it } from 'vitest';
import { byHolder } from './by-holder.ts';

const row = (id: string, unit?: string) => ({ id, ...(unit && { holder: { unit: { id: unit, name: `${unit}局` } } }) });

it('addresses one paper to each unit, with what that unit has, and none to nobody', () => {
  expect(byHolder([row('1', 'a'), row('2', 'b'), row('3', 'a'), row('4')])).toEqual([
    { unit: 'a', name: 'a局', ids: ['1', '3'] },
    { unit: 'b', name: 'b局', ids: ['2'] },
  ]);
});

it('writes a further paper to a unit whose matters do not fit into one', () => {
  const many = Array.from({ length: 120 }, (_, at) => row(String(at), 'a'));
  const papers = byHolder(many);
  expect(papers.map((each) => each.ids.length)).toEqual([50, 50, 20]);
  expect(new Set(papers.map((each) => each.unit)).size).toBe(3);
  expect(papers.flatMap((each) => each.ids)).toEqual(many.map((each) => each.id));
});
