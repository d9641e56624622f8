import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fieldsOf, isFileSchema, type JsonSchema, jsonSchemaOf } from '#entrypoints/schema';
import type { AnyOperation } from '#kernel';
import { ServerRefusal, type Told, unreachable } from './failure.ts';

export type Connection = {
  readonly server: string;
  readonly token: string | undefined;
  readonly fetch: typeof fetch;
  readonly idempotencyKey?: string;
};

export type ServerAnswer =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'file'; readonly name: string; readonly bytes: Uint8Array };

type Input = Readonly<Record<string, unknown>>;

/** Calls one operation of a running server over HTTP, as any other client would. */
export async function callServer(operation: AnyOperation, input: Input, to: Connection): Promise<ServerAnswer> {
  const inPath = new Set([...operation.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? ''));
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(input[name] ?? '')),
  );
  const rest = Object.fromEntries(Object.entries(input).filter(([name]) => !inPath.has(name)));
  const url = new URL(to.server.replace(/\/$/, '') + path);
  const request = operation.method === 'GET' ? query(url, rest) : await body(operation, rest);
  const response = await to
    .fetch(url, {
      method: operation.method,
      ...request,
      headers: {
        accept: 'application/json',
        'x-clearway': '1',
        ...(to.token ? { authorization: `Bearer ${to.token}` } : {}),
        ...(to.idempotencyKey ? { 'idempotency-key': to.idempotencyKey } : {}),
        ...request.headers,
      },
    })
    .catch(() => {
      throw unreachable(to.server);
    });
  return read(operation, response);
}

type Sent = { readonly body?: BodyInit; readonly headers?: Record<string, string> };

function query(url: URL, input: Input): Sent {
  for (const [name, value] of Object.entries(input)) {
    for (const each of [value].flat())
      url.searchParams.append(name, typeof each === 'object' ? JSON.stringify(each) : String(each));
  }
  return {};
}

async function body(operation: AnyOperation, input: Input): Promise<Sent> {
  const schema = jsonSchemaOf(operation.input, 'input');
  const files = [...fieldsOf(schema)].filter(([name, field]) => name in input && isFileField(field));
  if (files.length === 0) return { body: JSON.stringify(input), headers: { 'content-type': 'application/json' } };
  const form = new FormData();
  for (const [name, value] of Object.entries(input)) {
    const asFile = files.some(([each]) => each === name);
    for (const each of [value].flat()) {
      if (asFile) form.append(name, new Blob([new Uint8Array(await readFile(String(each)))]), basename(String(each)));
      else form.append(name, typeof each === 'object' ? JSON.stringify(each) : String(each));
    }
  }
  return { body: form };
}

export const isFileField = (field: JsonSchema): boolean =>
  isFileSchema(field) || (field.items !== undefined && isFileSchema(field.items));

async function read(operation: AnyOperation, response: Response): Promise<ServerAnswer> {
  if (!response.ok) throw await refusalFrom(response);
  if (operation.produces !== 'file') {
    return { kind: 'json', value: response.status === 204 ? null : await response.json() };
  }
  const named = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('content-disposition') ?? '')?.[1];
  return {
    kind: 'file',
    name: basename(decodeURIComponent(named ?? 'download')),
    bytes: new Uint8Array(await response.arrayBuffer()),
  };
}

async function refusalFrom(response: Response): Promise<Error> {
  const problem = (await response.json().catch(() => undefined)) as Told | undefined;
  return new ServerRefusal(problem?.title ? problem : { title: `服务器回答 ${response.status}` });
}
