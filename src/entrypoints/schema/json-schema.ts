import { z } from 'zod';

/** The part of JSON Schema 2020-12 that zod writes and that we read. */
export type JsonSchema = {
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly title?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: JsonSchema | boolean;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
};

const isSafeBound = (value: unknown): boolean => value === Number.MAX_SAFE_INTEGER || value === Number.MIN_SAFE_INTEGER;

/** Zod 4 writes JSON Schema 2020-12 itself, which is what OpenAPI 3.1 uses; bounds that only say "integer" are left out. */
export function jsonSchemaOf(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema: _, ...written } = z.toJSONSchema(schema, {
    io,
    target: 'draft-2020-12',
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      if (isSafeBound(jsonSchema.minimum)) delete jsonSchema.minimum;
      if (isSafeBound(jsonSchema.maximum)) delete jsonSchema.maximum;
      // Answers may grow without breaking a client, so an output promises nothing about what it does not name.
      if (io === 'output' && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
    },
  });
  return written as JsonSchema;
}

/** The fields of an object schema, looking through unions and intersections, so that `a | b` offers the fields of both. */
export function fieldsOf(schema: JsonSchema, root: JsonSchema = schema): ReadonlyMap<string, JsonSchema> {
  const seen = resolve(schema, root);
  const fields = new Map<string, JsonSchema>();
  for (const part of [...(seen.anyOf ?? []), ...(seen.oneOf ?? []), ...(seen.allOf ?? [])]) {
    for (const [name, field] of fieldsOf(part, root)) fields.set(name, fields.get(name) ?? field);
  }
  for (const [name, field] of Object.entries(seen.properties ?? {})) fields.set(name, resolve(field, root));
  return fields;
}

/** Follows `$ref` inside one document. */
export function resolve(schema: JsonSchema, root: JsonSchema): JsonSchema {
  const name = schema.$ref?.startsWith('#/$defs/') ? schema.$ref.slice('#/$defs/'.length) : undefined;
  const target = schema.$ref === '#' ? root : name === undefined ? undefined : root.$defs?.[name];
  return target && target !== schema ? resolve(target, root) : schema;
}

/** Every type that a value may have, looking through unions. */
export function typesOf(schema: JsonSchema, root: JsonSchema): readonly string[] {
  const seen = resolve(schema, root);
  const own = seen.type === undefined ? [] : [seen.type].flat();
  const literal = [...(seen.enum ?? []), ...('const' in seen ? [seen.const] : [])].map((value) => typeof value);
  const parts = [...(seen.anyOf ?? []), ...(seen.oneOf ?? []), ...(seen.allOf ?? [])];
  return [...new Set([...own, ...literal, ...parts.flatMap((part) => typesOf(part, root))])];
}

export const isFileSchema = (schema: JsonSchema): boolean => schema.format === 'binary';
