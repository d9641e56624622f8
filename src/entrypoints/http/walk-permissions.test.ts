import { expect, test } from 'vitest';
import { operations } from './http.fixture.ts';
import { walkPermissions } from './walk-permissions.ts';

const ROLES = { reader: { permissions: ['things.read'] }, writer: { permissions: ['things.read', 'things.write'] } };

test('every operation opens to exactly the roles that hold its permission', async () => {
  expect(await walkPermissions(operations, ROLES)).toEqual({
    knocks: operations.length * 4,
    wrong: [],
    unheld: [],
    unused: [],
  });
});

test('a door that opens to the wrong role is found', async () => {
  const walk = await walkPermissions(operations, ROLES, async (operation, role) => {
    if (operation.permission === 'public') return { status: 200 };
    if (role === undefined) return { status: 401, code: 'access.sign-in-needed' };
    if (operation.id === 'things.move') return { status: 200 };
    return operation.permission === 'signed-in' || role !== 'no role at all'
      ? { status: 200 }
      : { status: 403, code: 'access.permission-missing' };
  });
  expect(walk.wrong.map((each) => [each.operation, each.role, each.expected])).toEqual([
    ['things.move', 'no role at all', '403'],
    ['things.move', 'reader', '403'],
  ]);
});

test('a permission nobody holds and one nobody asks for are told', async () => {
  const roles = { reader: { permissions: ['things.read', 'things.fly'] } };
  expect(await walkPermissions(operations, roles)).toMatchObject({
    wrong: [],
    unheld: ['things.write'],
    unused: ['things.fly'],
  });
});
