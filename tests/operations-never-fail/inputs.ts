import fc from 'fast-check';
import { type JsonSchema, resolve } from '#entrypoints/schema';

/** Ids that exist, so that what is asked reaches further than “not found”. */
type Known = readonly string[];

/** What people, scripts and attackers send where something sensible was expected. */
const HOSTILE: readonly unknown[] = [
  null,
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  'x\udfff',
  '﷽'.repeat(2000),
  '🧨'.repeat(5000),
  '%',
  "' or 1=1 --",
  '{"$ref":"#"}',
  '../../etc/passwd',
  '0001-01-01',
  '9999-12-31',
  '2026-02-30',
  0,
  -1,
  1.5,
  1e308,
  -1e308,
  9_007_199_254_740_991,
  8_640_000_000_000_001,
  2_147_483_648,
  true,
  [],
  {},
  [[[[[[[[]]]]]]]],
  { __proto__: null, constructor: 1 },
  Array.from({ length: 3000 }, (_, at) => `id-${at}`),
];
export const hostile: fc.Arbitrary<unknown> = fc.constantFrom(...HOSTILE);

const DATES = ['2026-09-07', '2026-02-30', '0000-00-00', '9999-12-31', '+010000-01-01'];

/** Values as the schema of an operation's input describes them, mostly. */
export function sampleOf(
  schema: JsonSchema,
  root: JsonSchema,
  known: Known,
  name = '',
  depth = 0,
): fc.Arbitrary<unknown> {
  const seen = resolve(schema, root);
  const again = (part: JsonSchema, field = name): fc.Arbitrary<unknown> =>
    sampleOf(part, root, known, field, depth + 1);
  if (depth > 7 || typeof seen !== 'object') return fc.constant(null);
  if ('const' in seen) return fc.constant(seen.const);
  if (seen.enum) return fc.constantFrom(...seen.enum);
  const parts = [...(seen.anyOf ?? []), ...(seen.oneOf ?? [])];
  if (parts.length > 0) return fc.oneof(...parts.map((each) => again(each)));
  if (seen.allOf) return fc.tuple(...seen.allOf.map((each) => again(each))).map((all) => Object.assign({}, ...all));
  const type = typeof seen.type === 'string' ? seen.type : seen.type?.[0];
  if (type === 'object' || seen.properties) return objectOf(seen, again);
  if (type === 'array') return fc.array(again(seen.items ?? {}), { maxLength: 3 });
  if (type === 'boolean') return fc.boolean();
  if (type === 'integer' || type === 'number') return numberOf(seen);
  if (type === 'string') return textOf(known, name);
  return fc.oneof(fc.constantFrom(...known), fc.jsonValue());
}

function objectOf(
  seen: JsonSchema,
  again: (part: JsonSchema, field?: string) => fc.Arbitrary<unknown>,
): fc.Arbitrary<unknown> {
  const fields = Object.entries(seen.properties ?? {}).map(([field, part]) => [field, again(part, field)] as const);
  const model = Object.fromEntries(fields);
  const required = (seen.required ?? []).filter((each) => each in model);
  if (fields.length > 0) return fc.record(model, { requiredKeys: required });
  const { additionalProperties } = seen;
  const value = typeof additionalProperties === 'object' ? again(additionalProperties) : fc.jsonValue();
  return fc.dictionary(fc.constantFrom('title', 'body', 'region', 'unit', 'note', 'days'), value, { maxKeys: 4 });
}

function numberOf(schema: JsonSchema): fc.Arbitrary<unknown> {
  const { minimum, maximum } = schema as { readonly minimum?: number; readonly maximum?: number };
  const min = minimum ?? Math.min(maximum ?? -10, -10);
  const max = Math.min(maximum ?? min + 4000, min + 4000);
  const whole = Math.ceil(min) <= Math.floor(max);
  const small = whole ? fc.integer({ min: Math.ceil(min), max: Math.floor(max) }) : fc.double({ min, max });
  const instant = fc.integer({ min: 1_780_000_000_000, max: 1_800_000_000_000 });
  return minimum === undefined && maximum === undefined ? fc.oneof(small, instant) : small;
}

const textOf = (known: Known, name: string): fc.Arbitrary<string> =>
  fc.oneof(
    {
      weight: /id$|unit|person|matter|plan|measure|files|code|move|loop|number/i.test(name) ? 6 : 2,
      arbitrary: fc.constantFrom(...known),
    },
    { weight: /day|date|from|to$|until|month/i.test(name) ? 5 : 1, arbitrary: fc.constantFrom(...DATES, '2026-09') },
    { weight: 1, arbitrary: fc.string({ maxLength: 12 }) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('厂区用电增容迟迟未批', '反映情况', '13800000000', 'https://example.com/hook'),
    },
  );

/** Puts something hostile in one place of a value. */
export function spoil(value: unknown, at: readonly number[], thing: unknown): unknown {
  const [first = 0, ...rest] = at;
  if (Array.isArray(value) && value.length > 0 && rest.length > 0)
    return value.with(first % value.length, spoil(value[first % value.length], rest, thing));
  if (typeof value === 'object' && value !== null && Object.keys(value).length > 0 && rest.length > 0) {
    const keys = Object.keys(value);
    const key = keys[first % keys.length] ?? '';
    return { ...value, [key]: spoil((value as Record<string, unknown>)[key], rest, thing) };
  }
  return thing;
}
