import { describe, expect, it } from 'vitest';
import { type JsonSchema, jsonSchemaOf, resolve } from '#entrypoints/schema';
import { operationList } from '../../src/main/operation-list.ts';

type Bounds = JsonSchema & {
  readonly maximum?: number;
  readonly exclusiveMaximum?: number;
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly pattern?: string;
};

/** Fields of an input that may be as long, as many or as large as the sender likes. */
function boundless(schema: JsonSchema, root: JsonSchema, path: string, depth = 0): readonly string[] {
  const seen: Bounds = resolve(schema, root);
  if (typeof seen !== 'object' || depth > 9) return [];
  const own: string[] = [];
  const { type } = seen;
  const fixed = seen.enum !== undefined || 'const' in seen;
  if ((type === 'number' || type === 'integer') && seen.maximum === undefined && seen.exclusiveMaximum === undefined)
    own.push(path);
  if (type === 'string' && !fixed && seen.maxLength === undefined && !seen.pattern && seen.format !== 'binary')
    own.push(path);
  if (type === 'array' && seen.maxItems === undefined) own.push(`${path}[]`);
  const inner: (readonly [JsonSchema, string])[] = [
    ...Object.entries(seen.properties ?? {}).map(([name, part]) => [part, `${path}.${name}`] as const),
    ...[...(seen.anyOf ?? []), ...(seen.oneOf ?? []), ...(seen.allOf ?? [])].map((part) => [part, path] as const),
  ];
  if (seen.items) inner.push([seen.items, `${path}[]`]);
  if (typeof seen.additionalProperties === 'object') inner.push([seen.additionalProperties, `${path}.*`]);
  return [...own, ...inner.flatMap(([part, at]) => boundless(part, root, at, depth + 1))];
}

/**
 * Operations younger than this test that are held only by the bound on the whole body (1 MiB) and on safe numbers.
 * Nothing may be added here; give the fields their own bounds and take the line away.
 */
const OWED = ['policies.try.', 'indicators.', 'cockpit.records.', 'schemes.', 'fact-imports.run.'];

describe('what may be sent has an end', () => {
  const operations = operationList();

  it('every text, list and number of every operation', () => {
    const found = operations.flatMap(({ id, input }) => {
      const schema = jsonSchemaOf(input, 'input');
      return boundless(schema, schema, id);
    });
    expect([...new Set(found)].filter((each) => !OWED.some((owed) => each.startsWith(owed)))).toEqual([]);
  });

  it('pages hold at most 1000 rows, bulk at most 1000 ids, a search at most 200 signs', () => {
    const fields = operations.flatMap(({ input }) => Object.entries(jsonSchemaOf(input, 'input').properties ?? {}));
    const most = (name: string, bound: keyof Bounds) =>
      Math.max(...fields.filter(([each]) => each === name).map(([, part]) => Number((part as Bounds)[bound])));
    expect(most('q', 'maxLength')).toBeLessThanOrEqual(200);
    expect(most('ids', 'maxItems')).toBeLessThanOrEqual(1000);
    const pages = operations.filter(({ method }) => method === 'GET');
    const limits = pages.flatMap(({ input }) => {
      const { limit } = jsonSchemaOf(input, 'input').properties ?? {};
      return limit ? [Number((limit as Bounds).maximum)] : [];
    });
    expect(limits.length).toBeGreaterThan(8);
    expect(Math.max(...limits)).toBeLessThanOrEqual(1000);
  });
});
