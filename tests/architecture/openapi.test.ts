import { describe, expect, it } from 'vitest';
import { openApiOf } from '#entrypoints/http';
import { operationList } from '../../src/main/operation-list.ts';
import { OpenApiDocument } from './openapi-shape.ts';

// The document is not kept in git (docs/decisions/0006): it is checked here and served at /api/openapi.json.
const operations = operationList();
const made = openApiOf(operations, { title: '畅营', version: '0' });
const wrongIn = (document: object): readonly string[] => {
  const read = OpenApiDocument.safeParse(document);
  return read.success ? [] : read.error.issues.map(({ path, message }) => `${path.join(' ')}: ${message}`);
};
/** The document with one place of it changed; undefined takes the place away. */
function changed(path: readonly (string | number)[], value: unknown): object {
  const copy = structuredClone(made) as Record<string | number, unknown>;
  const inner = path.slice(0, -1).reduce<Record<string | number, unknown>>((at, key) => at[key] as typeof at, copy);
  inner[path.at(-1) ?? ''] = value;
  return JSON.parse(JSON.stringify(copy)) as object;
}

describe('the OpenAPI document of all operations', () => {
  it('is valid OpenAPI 3.1', () => {
    expect(wrongIn(made)).toEqual([]);
  });

  it('has each operation once; templates and path parameters agree; every reference leads somewhere', () => {
    const { paths, components } = OpenApiDocument.parse(made);
    const ids = Object.values(paths).flatMap((path) => Object.values(path).map((each) => each.operationId));
    // And the stream of events, which is no operation.
    expect(ids.toSorted()).toEqual([...operations.map((each) => each.id), 'events.stream'].toSorted());
    for (const [path, methods] of Object.entries(paths))
      for (const { parameters = [] } of Object.values(methods)) {
        const named = parameters.filter((each) => each.in === 'path');
        expect(named.map((each) => `{${each.name}}`).toSorted()).toEqual((path.match(/\{\w+\}/g) ?? []).toSorted());
        expect(named.every((each) => each.required)).toBe(true);
        expect(new Set(parameters.map((each) => `${each.in} ${each.name}`)).size).toBe(parameters.length);
      }
    const refs = [...JSON.stringify(made).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(
      ([, name]) => name,
    );
    expect(refs.length).toBeGreaterThan(50);
    expect(refs.filter((name) => !((name ?? '') in components.schemas))).toEqual([]);
  });

  it('a slip is seen', () => {
    const list = ['paths', '/api/matters', 'get'];
    const problem = ['components', 'schemas', 'Problem'];
    const slips: readonly (readonly [(string | number)[], unknown])[] = [
      [['openapi'], '3.0.3'],
      [[...list, 'responses'], undefined],
      [[...list, 'parameters', 0, 'in'], 'body'],
      [['paths', '/api/matters', 'fetch'], {}],
      [[...problem, 'requird'], []],
      [[...problem, 'type'], 'text'],
    ];
    for (const [path, value] of slips) expect(wrongIn(changed(path, value)), path.join(' ')).not.toEqual([]);
  });
});
