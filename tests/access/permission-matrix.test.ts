import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { walkPermissions } from '#entrypoints/http';
import type { AnyOperation } from '#kernel';
import { operationList } from '../../src/main/operation-list.ts';

// Every operation, knocked at as every role of the packs through the real HTTP adapter.
const pack = <T>(file: string): T =>
  parse(readFileSync(new URL(`../../packs/base/${file}`, import.meta.url), 'utf8')) as T;
const listed = pack<{ permissions: { id: string }[] }>('permissions.yaml').permissions.map((each) => each.id);
const roles = Object.fromEntries(
  pack<{ roles: { id: string; permissions: string[] }[] }>('roles.yaml').roles.map((each) => [each.id, each]),
);

let operations: readonly AnyOperation[];
beforeAll(() => {
  operations = operationList();
});

describe('the permission matrix', () => {
  test('each door opens to exactly those who hold its permission', async () => {
    const walk = await walkPermissions(operations, roles);
    expect(walk.wrong).toEqual([]);
    expect(walk.unheld).toEqual([]);
    expect(walk.knocks).toBe(operations.length * (Object.keys(roles).length + 2));
    expect(walk.knocks).toBeGreaterThan(1000);
  });

  const strangeIn = (all: readonly AnyOperation[]) =>
    all.filter((each) => !['public', 'signed-in', ...listed].includes(each.permission)).map((each) => each.id);

  test('every operation says who may use it, by a name that the packs know', () => {
    expect(strangeIn(operations)).toEqual([]);
  });

  test('a planted operation without a permission, or with one that nobody lists, is found', async () => {
    const [first] = operations;
    if (!first) throw new Error('no operations');
    const planted = { ...first, id: 'planted', path: '/api/planted', permission: 'nobody.has-this' };
    expect((await walkPermissions([planted], roles)).unheld).toEqual(['nobody.has-this']);
    const { permission: _, ...mute } = planted;
    expect(strangeIn([...operations, planted, mute as AnyOperation])).toEqual(['planted', 'planted']);
  });

  test('roles hold no permission that the packs do not list', () => {
    const held = Object.values(roles).flatMap((each) => each.permissions);
    expect(held.filter((each) => !listed.includes(each))).toEqual([]);
  });

  test('what anybody may do without signing in is this and no more', () => {
    const open = operations.filter((each) => each.permission === 'public').map((each) => each.id);
    expect(open.sort()).toEqual(
      [
        'appeals.file',
        'appeals.understand',
        // 公示 of enjoying without applying: whom the city means to pay how much.
        'claims.batch',
        'claims.batches',
        // Peers of the work-order exchange, who sign each message with a shared secret.
        'exchange.receive',
        'exchange.status',
        'loops.diagram',
        'loops.get',
        'loops.list',
        // A phone's camera opens an enterprise's code; the keys that check it are nobody's secret.
        'one-code.keys',
        'one-code.scan',
        // The policy supermarket and its three questions.
        'policies.boundaries',
        'policies.get',
        'policies.guess',
        'policies.list',
        'policies.questions',
        'quality.draw-page',
        // Whoever was served rates the window, and answers once more when it was mended.
        'ratings.answer',
        'ratings.find',
        'ratings.follow',
        'ratings.rate',
        'ratings.window',
        'reforms.publicity',
        'sessions.open',
        'calendar.get',
        // What codes mean, and whether a code is one: as the standards print it.
        'code-lists.credit-code',
        'code-lists.get',
        'code-lists.list',
        'site.get',
        'smsCodes.send',
        // Whoever was asked answers by the token alone.
        'surveys.answer',
        'surveys.look',
      ].sort(),
    );
  });

  test('an auditor reaches no operation that changes anything but his own session and messages', () => {
    // `schemes.what-if`, `firm-schemes.reweigh` and `simulations.` compute and keep nothing.
    const own = [
      'schemes.what-if',
      'firm-schemes.reweigh',
      'simulations.',
      'sessions.',
      'password.',
      'smsCodes.',
      'inbox.read',
      'appeals.understand',
      'appeals.file',
    ];
    const permissions = roles.auditor?.permissions ?? [];
    const reached = operations
      .filter(({ method, permission }) => method !== 'GET' && permissions.includes(permission as string))
      .map((each) => each.id);
    expect(reached.filter((id) => !own.some((each) => id.startsWith(each)))).toEqual([]);
  });
});
