import { expect, expectTypeOf, test } from 'vitest';
import type { Caller, InputOf, OutputOf, Routes } from './client-types.ts';
import type { operations } from './http.fixture.ts';

type Operations = typeof operations;

test('the web sees each operation with its own path, input and output', async () => {
  expectTypeOf<Routes<Operations>['things.move']>().toEqualTypeOf<'POST /api/things/{id}/moves/{move}'>();
  expectTypeOf<InputOf<Operations, 'things.list'>['limit']>().toEqualTypeOf<number | undefined>();
  expectTypeOf<OutputOf<Operations, 'things.counts'>>().toEqualTypeOf<{ n: number }>();

  const sent: unknown[] = [];
  const call: Caller<Operations> = async (id, ...input) => {
    sent.push([id, ...input]);
    return { n: 3 } as never;
  };
  expectTypeOf(await call('things.counts')).toEqualTypeOf<{ n: number }>();
  await call('things.get', { id: 'one' });
  // @ts-expect-error an operation that does not exist
  await call('things.fly');
  // @ts-expect-error a field of another type
  await call('things.get', { id: 7 });
  // @ts-expect-error an input that is missing
  await call('things.get');
  const routes = { 'things.counts': 'GET /api/things/counts' } satisfies Partial<Routes<Operations>>;
  // @ts-expect-error a path that the server does not have
  const wrong = { 'things.counts': 'GET /api/things/count' } satisfies Partial<Routes<Operations>>;
  expect([sent.length, Object.keys(routes), Object.keys(wrong)]).toEqual([5, ['things.counts'], ['things.counts']]);
});
