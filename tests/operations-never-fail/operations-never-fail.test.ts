import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHttpApp, createMetrics, type HttpApp } from '#entrypoints/http';
import { jsonSchemaOf } from '#entrypoints/schema';
import type { Actor, AnyOperation } from '#kernel';
import { createTestSite, TENANT, type TestSite } from '#testing/site';
import { type Known, knownIds } from './city.ts';
import { hostile, sampleOf, spoil } from './inputs.ts';

const RUNS = 10;
const SEED = 20260907;

/** What went wrong inside, for the message of a failing test. */
const inside: string[] = [];
let site: TestSite;
let app: HttpApp;
let known: Known;

beforeAll(async () => {
  const officer = { id: 'p-all', unit: 'qz-biz-office', role: 'office-head' };
  site = await createTestSite([officer, { id: 'p-power', unit: 'longyou-power', role: 'liaison' }]);
  const permissions = site.city.pack.permissions.map((each) => each.id);
  const everything: Actor = {
    kind: 'official',
    id: officer.id,
    unit: officer.unit,
    roles: ['office-head'],
    permissions,
  };
  known = await knownIds(site, everything);
  const logger = {
    info: () => {},
    warn: () => {},
    error: ({ err }: { err?: Error }) => void inside.push(err?.stack ?? String(err)),
  };
  app = createHttpApp({
    operations: site.wired.operations,
    resolveTenant: () => TENANT,
    resolveActor: () => everything,
    clock: () => site.clock.now,
    ids: site.wired.matters.ids,
    logger,
    metrics: createMetrics({ process: false }),
    about: { title: 'test', version: '0' },
  });
});
afterAll(() => site?.[Symbol.asyncDispose]());

/** What only ends the session, or tells the time of the whole site, is left out: it would spoil the rest. */
const LEFT_OUT = ['demo.clock'];

describe('whatever a signed-in official sends, the answer is never “system error”', () => {
  it('for every operation, from its own schema and with hostile values in any place', {
    timeout: 120_000,
  }, async () => {
    const failed: string[] = [];
    const served = new Set<string>();
    for (const each of site.wired.operations.filter(({ id }) => !LEFT_OUT.includes(id))) {
      const found = await knock(each, served);
      if (found) failed.push(found);
    }
    expect(failed.join('\n\n')).toBe('');
    // Not only refused at the door: most did something.
    expect(served.size).toBeGreaterThan(45);
  });
});

async function knock(operation: AnyOperation, served: Set<string>): Promise<string | undefined> {
  const schema = jsonSchemaOf(operation.input, 'input');
  const places = fc.array(fc.nat({ max: 12 }), { minLength: 1, maxLength: 4 });
  const good = known.good[operation.id];
  const id = known.of[operation.path.split('/')[2] ?? ''];
  const sample = sampleOf(schema, schema, known.ids).map((each) => (id ? Object.assign({}, each, { id }) : each));
  const plain = good ? fc.constant(good) : sample;
  const spoilt = fc.tuple(plain, places, hostile).map((all) => spoil(...all));
  const inputs = fc.oneof({ weight: 1, arbitrary: plain }, { weight: 2, arbitrary: spoilt });
  for (const input of fc.sample(inputs, { numRuns: RUNS, seed: SEED })) {
    inside.length = 0;
    const [path, init] = requestOf(operation, input);
    const response = await app.request(path, init);
    if (response.ok) served.add(operation.id);
    // A value that only the database found wrong has slipped past its schema.
    const answer = response.ok ? '' : await response.text();
    if (response.status < 500 && !answer.includes('http.value-out-of-range')) continue;
    const said = `${operation.id} ${response.status} ${answer.slice(0, 200)}`;
    return `${said}\n${JSON.stringify(input).slice(0, 400)}\n${(inside[0] ?? '').slice(0, 900)}`;
  }
  return undefined;
}

function requestOf({ path, method, consumes }: AnyOperation, input: unknown): [string, RequestInit] {
  const fields = typeof input === 'object' && input !== null && !Array.isArray(input) ? { ...input } : { '': input };
  const values = new Map<string, unknown>(Object.entries(fields));
  const url = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = values.get(name);
    values.delete(name);
    const text =
      typeof value === 'string' ? value.slice(0, 500).toWellFormed() : JSON.stringify(value ?? 'x').slice(0, 500);
    return encodeURIComponent(text || 'x');
  });
  const headers = { authorization: 'Bearer a-session-of-the-fuzz-0123456789', 'x-clearway': '1' };
  if (method === 'GET') return [`${url}?${queryOf(values)}`, { headers }];
  if (consumes === 'multipart') return [url, { method, headers, body: formOf(values) }];
  const body = JSON.stringify(Object.fromEntries(values));
  return [url, { method, headers: { ...headers, 'content-type': 'application/json' }, body }];
}

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value.toWellFormed() : (JSON.stringify(value) ?? '');

function queryOf(values: ReadonlyMap<string, unknown>): string {
  const query = new URLSearchParams();
  for (const [name, value] of values)
    for (const each of Array.isArray(value) ? value.slice(0, 50) : [value])
      query.append(name, textOf(each).slice(0, 2000));
  return query.toString();
}

function formOf(values: ReadonlyMap<string, unknown>): FormData {
  const form = new FormData();
  for (const [name, value] of values)
    if (name === 'file') form.append(name, new File([textOf(value)], `${textOf(value).slice(0, 40) || 'x'}.txt`));
    else form.append(name, textOf(value));
  return form;
}
