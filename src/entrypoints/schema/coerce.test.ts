import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { coercerFor } from './coerce.ts';
import { fieldsOf, jsonSchemaOf } from './json-schema.ts';

const read = (schema: z.ZodType, query: string): Record<string, unknown> => {
  const texts = new Map<string, string[]>();
  for (const [name, value] of new URLSearchParams(query)) texts.set(name, [...(texts.get(name) ?? []), value]);
  return coercerFor(jsonSchemaOf(schema, 'input'))(texts);
};

describe('texts become what the schema asks for', () => {
  test('numbers and booleans are read only where no text is allowed', () => {
    const schema = z.object({
      n: z.number(),
      on: z.boolean(),
      code: z.string(),
      either: z.union([z.string(), z.number()]),
    });
    expect(read(schema, 'n=-1.5&on=yes&code=007&either=12')).toEqual({ n: -1.5, on: true, code: '007', either: '12' });
  });

  test('an object is read as one where a text would do too', () => {
    const schema = z.object({ person: z.union([z.string(), z.object({ name: z.string() })]) });
    expect(read(schema, 'person={"name":"张三"}')).toEqual({ person: { name: '张三' } });
    expect(read(schema, 'person=p-1')).toEqual({ person: 'p-1' });
    expect(read(schema, 'person={张三')).toEqual({ person: '{张三' });
  });

  test('lists repeat, are separated by commas, or are JSON', () => {
    const schema = z.object({ lamp: z.array(z.enum(['near', 'overdue'])), n: z.array(z.int()).optional() });
    expect(read(schema, 'lamp=near&lamp=overdue&n=1,2,3')).toEqual({ lamp: ['near', 'overdue'], n: [1, 2, 3] });
    expect(read(schema, 'lamp=near')).toEqual({ lamp: ['near'] });
    expect(read(schema, 'lamp=&n=[1,2]')).toEqual({ lamp: [], n: [1, 2] });
  });

  test('one or many stays one when only one is given', () => {
    const schema = z.object({ unit: z.union([z.string(), z.array(z.string())]) });
    expect(read(schema, 'unit=a,b')).toEqual({ unit: 'a,b' });
    expect(read(schema, 'unit=a&unit=b')).toEqual({ unit: ['a', 'b'] });
  });

  test('objects are JSON, null is null, defaults and optionals are looked through', () => {
    const schema = z.object({
      data: z.object({ days: z.int() }).optional(),
      due: z.number().nullable().default(null),
      nested: z.lazy(() => z.array(z.object({ a: z.int() }))),
    });
    expect(read(schema, 'data={"days":3}&due=null&nested={"a":1}&nested={"a":2}')).toEqual({
      data: { days: 3 },
      due: null,
      nested: [{ a: 1 }, { a: 2 }],
    });
  });

  test('what cannot be read stays text, and what the schema does not know is kept for it to refuse', () => {
    expect(read(z.strictObject({ n: z.int() }), 'n=1e3&x=1&x=2')).toEqual({ n: '1e3', x: ['1', '2'] });
  });

  test('the fields of each way to sign in are found in a union', () => {
    const schema = z.union([z.object({ login: z.string() }), z.object({ phone: z.string() })]);
    expect([...fieldsOf(jsonSchemaOf(schema, 'input')).keys()]).toEqual(['login', 'phone']);
  });

  test('a name that every object has cannot reach the prototype', () => {
    const got = read(z.object({}), '__proto__=1&constructor=2');
    expect(Object.getPrototypeOf(got)).toBe(Object.prototype);
    expect(Object.keys(got).sort()).toEqual(['__proto__', 'constructor']);
  });
});

test('whatever was sent as a query comes back as it was', () => {
  const schema = z.object({
    text: z.string().optional(),
    n: z.int().optional(),
    on: z.boolean().optional(),
    texts: z.array(z.string()).optional(),
    ns: z.array(z.int()).optional(),
  });
  const value = fc.record(
    {
      text: fc.string(),
      n: fc.integer(),
      on: fc.boolean(),
      texts: fc.array(fc.string({ minLength: 1 }), { minLength: 2 }),
      ns: fc.array(fc.integer(), { minLength: 1 }),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(value, (sent) => {
      const query = new URLSearchParams();
      for (const [name, each] of Object.entries(sent)) for (const one of [each].flat()) query.append(name, String(one));
      expect(schema.parse(read(schema, query.toString()))).toEqual(sent);
    }),
  );
});
