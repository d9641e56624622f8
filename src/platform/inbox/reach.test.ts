import { expect, test } from 'vitest';
import { reachable } from './reach.ts';

const duties = {
  posts: [
    { unit: 'office', role: 'dispatcher' },
    { unit: 'office', role: 'office-head' },
    { unit: 'county-office', role: 'clerk' },
    { unit: 'town-office', role: 'office-head' },
  ],
  permissionsOf: (role: string) => (role === 'clerk' ? [] : ['appeals.dispatch']),
  oversees: (role: string) => role === 'office-head',
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

test('whoever oversees it is told only where nobody else has the post', () => {
  expect(to('duty:town-office:appeals.dispatch')[0]?.principal).toBe('overseer:town-office:appeals.dispatch');
});

test('other addresses stay', () => {
  expect(to('enterprise:firm')[0]?.principal).toBe('enterprise:firm');
});
