import { fieldsOf, isFileSchema, type JsonSchema, jsonSchemaOf } from '#entrypoints/schema';
import type { AnyOperation } from '#kernel';
import { AREA_TITLES } from './area-titles.ts';
import { EVENT_MESSAGE, EVENTS_AREA, EVENTS_OPERATION, EVENTS_PATH } from './events-path.ts';

type Schemas = Record<string, JsonSchema>;
type About = { readonly title: string; readonly version: string; readonly baseUrl?: string };

const PROBLEM: JsonSchema = {
  type: 'object',
  description: 'RFC 9457：what / why / todo',
  required: ['type', 'title', 'status', 'code', 'requestId'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string', description: '发生了什么' },
    status: { type: 'integer' },
    code: { type: 'string', description: '稳定的机器码' },
    why: { type: 'string', description: '为什么' },
    todo: { type: 'string', description: '现在该怎么办' },
    at: { type: 'array', items: { type: 'object' }, description: '哪些字段、行、列' },
    requestId: { type: 'string' },
  },
};

/** The OpenAPI 3.1 document of a list of operations: zod already writes its dialect of JSON Schema. */
export function openApiOf(operations: readonly AnyOperation[], about: About): object {
  const schemas: Schemas = { Problem: PROBLEM, EventMessage: EVENT_MESSAGE as JsonSchema };
  const paths: Record<string, Record<string, object>> = {};
  for (const each of [...operations].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    paths[each.path] = { ...paths[each.path], [each.method.toLowerCase()]: operationObject(each, schemas) };
  }
  paths[EVENTS_PATH] = { get: EVENTS_OPERATION };
  return {
    openapi: '3.1.0',
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    info: { title: about.title, version: about.version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    ...(about.baseUrl ? { servers: [{ url: about.baseUrl }] } : {}),
    security: [{ bearer: [] }, { cookie: [] }],
    tags: [...new Set([...operations.map(areaOf), EVENTS_AREA])]
      .sort()
      .map((name) => ({ name, ...(AREA_TITLES[name] ? { description: AREA_TITLES[name] } : {}) })),
    paths,
    components: {
      schemas,
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'POST /api/sessions 返回的 token' },
        cookie: { type: 'apiKey', in: 'cookie', name: 'clearway', description: '写操作另须请求头 X-Clearway: 1' },
      },
    },
  };
}

const areaOf = (operation: AnyOperation): string => operation.id.split('.')[0] ?? operation.id;

function operationObject(operation: AnyOperation, schemas: Schemas): object {
  const input = hoisted(jsonSchemaOf(operation.input, 'input'), `${operation.id}.in`, schemas);
  const inPath = [...operation.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
  const parameters = [...parametersOf(operation, input, schemas, inPath), ...headersOf(operation)];
  const body = operation.method === 'GET' ? undefined : bodyOf(operation, input, schemas, inPath);
  return {
    operationId: operation.id,
    summary: operation.title,
    tags: [areaOf(operation)],
    ...(operation.permission === 'public' ? { security: [] } : { 'x-permission': operation.permission }),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body ? { requestBody: body } : {}),
    responses: {
      '200': answerOf(operation, schemas),
      default: {
        description: '拒绝或出错',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

function answerOf(operation: AnyOperation, schemas: Schemas): object {
  if (operation.produces === 'file') {
    return {
      description: '文件',
      content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
    };
  }
  const schema = hoisted(jsonSchemaOf(operation.output, 'output'), `${operation.id}.out`, schemas);
  return { description: '成功', content: { 'application/json': { schema } } };
}

function parametersOf(
  operation: AnyOperation,
  input: JsonSchema,
  schemas: Schemas,
  inPath: readonly string[],
): object[] {
  const root = { ...input, $defs: schemas };
  const required = new Set(input.required ?? []);
  const fields = [...fieldsOf(input, root)].filter(([name]) => operation.method === 'GET' || inPath.includes(name));
  const known = new Set(fields.map(([name]) => name));
  const plain = inPath
    .filter((name) => !known.has(name))
    .map((name) => [name, { type: 'string' } as JsonSchema] as const);
  return [...fields, ...plain].map(([name, schema]) => ({
    name,
    in: inPath.includes(name) ? 'path' : 'query',
    required: inPath.includes(name) || required.has(name),
    ...(schema.description ? { description: schema.description } : {}),
    schema,
  }));
}

const headersOf = (operation: AnyOperation): object[] =>
  operation.method === 'GET'
    ? []
    : [
        {
          name: 'Idempotency-Key',
          in: 'header',
          required: false,
          description: '重试时用同一个键，只生效一次',
          schema: { type: 'string' },
        },
      ];

function bodyOf(
  operation: AnyOperation,
  input: JsonSchema,
  schemas: Schemas,
  inPath: readonly string[],
): object | undefined {
  const fields = [...fieldsOf(input, { ...input, $defs: schemas })].filter(([name]) => !inPath.includes(name));
  const open = input.additionalProperties !== undefined && input.additionalProperties !== false;
  if (fields.length === 0 && !open) return undefined;
  const required = (input.required ?? []).filter((name) => !inPath.includes(name));
  const { properties: _, required: __, ...rest } = input;
  const schema = input.properties
    ? { ...rest, properties: Object.fromEntries(fields), ...(required.length > 0 ? { required } : {}) }
    : input;
  const json = { 'application/json': { schema } };
  const hasFile = fields.some(([, field]) => isFileSchema(field) || (field.items && isFileSchema(field.items)));
  const content =
    operation.consumes === 'multipart' ? { 'multipart/form-data': { schema }, ...(hasFile ? {} : json) } : json;
  return { required: required.length > 0, content };
}

/** Moves `$defs` to the document's components; those that zod named itself get the operation's name before them. */
function hoisted(schema: JsonSchema, owner: string, schemas: Schemas): JsonSchema {
  const { $defs = {}, ...own } = schema;
  const nameOf = (name: string): string => (name.startsWith('__') ? `${owner}.${name.slice(2)}` : name);
  const moved = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(moved);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => [key, key === '$ref' ? refTo(each) : moved(each)]),
    );
  };
  const refTo = (ref: unknown): unknown => {
    if (ref === '#') return `#/components/schemas/${owner}`;
    const name = typeof ref === 'string' && ref.startsWith('#/$defs/') ? ref.slice('#/$defs/'.length) : undefined;
    return name === undefined ? ref : `#/components/schemas/${nameOf(name)}`;
  };
  for (const [name, each] of Object.entries($defs)) schemas[nameOf(name)] = moved(each) as JsonSchema;
  const result = moved(own) as JsonSchema;
  if (JSON.stringify(own).includes('"$ref":"#"')) schemas[owner] = result;
  return result;
}
