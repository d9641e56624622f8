import { bodyLimit } from 'hono/body-limit';
import { type Coercer, coercerFor, fieldsOf, jsonSchemaOf, typesOf } from '#entrypoints/schema';
import { type AnyOperation, type FileValue, refuse } from '#kernel';
import { malformed } from './problem.ts';
import type { HttpContext } from './request-context.ts';

const MEBIBYTE = 1024 * 1024;

export const bodyLimitOf = (operation: AnyOperation): number =>
  operation.bodyLimit ?? (operation.consumes === 'multipart' ? 30 : 1) * MEBIBYTE;

/** Refuses a body past the operation's bound, also one that does not say its length. */
export const limitBody = (operation: AnyOperation) => {
  const maxSize = bodyLimitOf(operation);
  const most =
    maxSize >= MEBIBYTE ? `${Math.round((maxSize / MEBIBYTE) * 10) / 10} MB` : `${Math.ceil(maxSize / 1024)} KB`;
  return bodyLimit({
    maxSize,
    onError: () => {
      throw refuse({
        code: 'http.too-large',
        kind: 'too-large',
        what: '提交的内容过大',
        why: `最多 ${most}`,
        todo: '请压缩或拆分后再上传',
      });
    },
  });
};

/** Path, query and body become one input; the path wins, so that a body cannot point elsewhere. */
export function inputReaderFor(operation: AnyOperation): Reader {
  const schema = jsonSchemaOf(operation.input, 'input');
  const coerce = coercerFor(schema);
  const lists = new Set(
    [...fieldsOf(schema)].filter(([, field]) => typesOf(field, schema).includes('array')).map(first),
  );
  const readForm = operation.consumes === 'multipart' ? formReader(coerce, lists) : undefined;
  return async (c) => {
    const body = operation.method === 'GET' ? {} : await readBody(c, readForm);
    const query = coerce(new Map(Object.entries(c.req.queries())));
    const path = coerce(new Map(Object.entries(c.req.param()).map(([name, value]) => [name, [value]])));
    return { ...query, ...body, ...path };
  };
}

const first = <T>(pair: readonly [T, unknown]): T => pair[0];

type Reader = (c: HttpContext) => Promise<Record<string, unknown>>;

async function readBody(c: HttpContext, readForm: Reader | undefined): Promise<Record<string, unknown>> {
  const type = c.req.header('content-type') ?? '';
  if (readForm && type.startsWith('multipart/form-data')) return readForm(c);
  const text = await c.req.text();
  if (text.trim() === '') return {};
  if (!/^application\/([\w.+-]+\+)?json/.test(type)) {
    throw malformed('请求体格式不对', undefined, '请以 application/json 提交');
  }
  const value = parseJson(text);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw malformed('请求体须为一个 JSON 对象');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw malformed('请求体不是有效的 JSON');
  }
}

const formReader =
  (coerce: Coercer, lists: ReadonlySet<string>): Reader =>
  async (c) => {
    const form = await c.req.formData().catch(() => {
      throw malformed('表单无法读取');
    });
    const texts = new Map<string, string[]>();
    const files = new Map<string, FileValue[]>();
    for (const [name, value] of form) {
      if (typeof value === 'string') texts.set(name, [...(texts.get(name) ?? []), value]);
      else files.set(name, [...(files.get(name) ?? []), await fileFrom(value)]);
    }
    const found = [...files].map(([name, list]) => [name, lists.has(name) ? list : list.at(-1)]);
    return { ...coerce(texts), ...Object.fromEntries(found) };
  };

const fileFrom = async (file: File): Promise<FileValue> => ({
  name: file.name,
  type: file.type || 'application/octet-stream',
  bytes: new Uint8Array(await file.arrayBuffer()),
});
