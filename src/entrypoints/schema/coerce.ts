import { fieldsOf, type JsonSchema, resolve, typesOf } from './json-schema.ts';

/** Turns texts (of a query string, a form, a command line) into what the schema of an operation's input asks for. */
export type Coercer = (texts: ReadonlyMap<string, readonly string[]>) => Record<string, unknown>;

/**
 * Built once per operation. Lists may repeat (`tag=a&tag=b`) or be separated by commas; numbers and booleans are read
 * only where the schema allows no text; what cannot be read stays text, so that zod says what is wrong with it.
 *
 * @example
 * coercerFor({ type: 'object', properties: { limit: { type: 'integer' } } })(new Map([['limit', ['20']]])) // { limit: 20 }
 */
export function coercerFor(schema: JsonSchema): Coercer {
  const fields = fieldsOf(schema);
  return (texts) => {
    const values: Record<string, unknown> = {};
    for (const [name, given] of texts) {
      const field = fields.get(name);
      const value = field ? coerce(field, schema, given) : given.length > 1 ? given : given[0];
      if (value !== undefined) Object.defineProperty(values, name, { value, enumerable: true, writable: true });
    }
    return values;
  };
}

function coerce(field: JsonSchema, root: JsonSchema, given: readonly string[]): unknown {
  const types = typesOf(field, root);
  const list = types.includes('array') ? listIn(field, root) : undefined;
  if (list && (given.length > 1 || !types.includes('string'))) return coerceList(list, root, given);
  const text = given.at(-1);
  return text === undefined ? undefined : coerceOne(types, text);
}

function listIn(field: JsonSchema, root: JsonSchema): JsonSchema | undefined {
  const seen = resolve(field, root);
  if (seen.items) return seen;
  const parts = [...(seen.anyOf ?? []), ...(seen.oneOf ?? []), ...(seen.allOf ?? [])];
  return parts.map((part) => listIn(part, root)).find(Boolean);
}

function coerceList(list: JsonSchema, root: JsonSchema, given: readonly string[]): unknown {
  const types = typesOf(list.items ?? {}, root);
  const first = given[0] ?? '';
  if (given.length === 1 && first.startsWith('[')) return json(first);
  const texts = given.length > 1 || types.includes('object') ? given : first.split(',');
  return texts.filter((text) => text !== '').map((text) => coerceOne(types, text));
}

function coerceOne(types: readonly string[], text: string): unknown {
  if (types.includes('object') && text.startsWith('{')) return json(text);
  if (types.includes('string')) return text;
  if ((types.includes('number') || types.includes('integer')) && /^[+-]?\d+(\.\d+)?$/.test(text)) return Number(text);
  if (types.includes('boolean') && /^(true|1|yes)$/.test(text)) return true;
  if (types.includes('boolean') && /^(false|0|no)$/.test(text)) return false;
  if (types.includes('null') && text === 'null') return null;
  if (types.includes('object') || types.includes('array')) return json(text);
  return text;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
