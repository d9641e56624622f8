import { expect, test } from 'vitest';
import { reachable } from './reach.ts';

const duties = {
  posts: [
    { unit: 'office', role: 'dispatcher' },
    { unit: 'county-office', role: 'clerk' },
  ],
  permissionsOf: (role: string) => (role === 'dispatcher' ? ['appeals.dispatch'] : []),
};
const to = (principal: string) => reachable([{ principal, text: '新诉求待分办' }], duties);

test('whoever has the post is told', () => {
  expect(to('duty:office:appeals.dispatch')).toEqual([
    { principal: 'duty:office:appeals.dispatch', text: '新诉求待分办' },
  ]);
});

test('where nobody has it, the whole unit is told', () => {
  expect(to('duty:county-office:appeals.dispatch')).toEqual([
    { principal: 'unit:county-office', text: '新诉求待分办' },
  ]);
  expect(to('duty:office:appeals.verify')).toEqual([{ principal: 'unit:office', text: '新诉求待分办' }]);
});

test('other addresses stay', () => {
  expect(to('enterprise:firm')[0]?.principal).toBe('enterprise:firm');
});
