import { expect, test } from 'vitest';
import { z } from 'zod';
import { operation } from '#kernel';
import { operations, testSite } from './http.fixture.ts';
import { openApiOf } from './openapi.ts';

type Document = {
  readonly openapi: string;
  readonly paths: Record<
    string,
    Record<string, { operationId: string; parameters?: object[]; requestBody?: object; security?: object[] }>
  >;
  readonly components: { readonly schemas: Record<string, unknown> };
};
const documentOf = (list: typeof operations | Parameters<typeof openApiOf>[0]): Document =>
  openApiOf(list, { title: '畅营', version: '1' }) as Document;

test('the document is OpenAPI 3.1 and has every operation once, under its own id', () => {
  const document = documentOf(operations);
  expect(document.openapi).toBe('3.1.0');
  const ids = Object.values(document.paths).flatMap((path) => Object.values(path).map((each) => each.operationId));
  // And the stream of events, which is no operation.
  expect(ids.sort()).toEqual([...operations.map((each) => each.id), 'events.stream'].sort());
});

test('path, query and body fields stand where they travel', () => {
  const { paths } = documentOf(operations);
  const move = paths['/api/things/{id}/moves/{move}']?.post;
  expect(move?.parameters).toMatchObject([
    { name: 'id', in: 'path', required: true },
    { name: 'move', in: 'path', required: true },
    { name: 'Idempotency-Key', in: 'header', required: false },
  ]);
  expect(move?.requestBody).toEqual({
    required: true,
    content: {
      'application/json': {
        schema: {
          type: 'object',
          properties: { note: { type: 'string', minLength: 2 }, when: { type: 'number' } },
          required: ['note'],
        },
      },
    },
  });
  expect(paths['/api/things']?.get?.parameters).toContainEqual({
    name: 'limit',
    in: 'query',
    required: false,
    schema: { type: 'integer', minimum: 1, maximum: 100, default: 50 },
  });
  expect(paths['/api/files']?.post?.requestBody).toMatchObject({
    content: { 'multipart/form-data': { schema: { properties: { file: { type: 'string', format: 'binary' } } } } },
  });
  expect(paths['/api/things/counts']?.get?.security).toEqual([]);
});

test('named and recursive schemas move to the components and every reference finds its target', () => {
  const Named = z.object({ id: z.string() }).meta({ id: 'Unit' });
  const Tree = z.object({
    unit: Named,
    get children() {
      return z.array(Tree);
    },
  });
  const tree = operation({
    id: 'units.tree',
    method: 'POST',
    path: '/api/units/tree',
    title: '树',
    permission: 'public',
    input: z.object({ root: Named, nested: Tree.optional() }),
    output: Tree,
    handle: async () => ({ unit: { id: '1' }, children: [] }),
  });
  const document = documentOf([tree]);
  const text = JSON.stringify(document);
  expect(text).not.toContain('$defs');
  const targets = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map((match) => match[1] ?? '');
  expect(targets.length).toBeGreaterThan(3);
  for (const each of targets)
    expect(document.components.schemas).toHaveProperty([each.replace('#/components/schemas/', '')]);
  expect(document.components.schemas.Unit).toMatchObject({ required: ['id'] });
});

test('the document and its readable page are served without anything from elsewhere', async () => {
  const { app } = testSite();
  expect(await (await app.request('/api/openapi.json')).json()).toMatchObject({ info: { title: '畅营' } });
  const page = await (await app.request('/api/docs')).text();
  expect(page).not.toMatch(/(src|href)="(https?:)?\/\//);
  const files = [...page.matchAll(/(?:src|href)="(\/api\/docs\/[^"]+)"/g)].map((match) => match[1] ?? '');
  expect(files).toHaveLength(2);
  for (const each of files) expect((await app.request(each)).status).toBe(200);
});
