import { expect, test } from 'vitest';
import { chainOf } from './link-rules.ts';

const chains = [
  { chain: '新能源', links: [{ link: '电池材料', industries: ['C2613', 'C3985'] }] },
  { chain: '集成电路', links: [{ link: '材料', industries: ['C397', 'C3985'] }] },
];

test.each([
  ['C3985', '新能源'],
  ['C3973', '集成电路'],
  ['C26', undefined],
])('an industry %s belongs to the first chain one of whose links it lies under: %s', (industry, chain) => {
  expect(chainOf({ chains }, industry)).toBe(chain);
});
