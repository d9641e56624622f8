// OpenAPI 3.1.0 as far as a document of operations can use it, each object strict, after the specification's tables
// (spec.openapis.org/oas/v3.1.0). The official JSON Schema needs a validator with dynamic references; this needs none.
import { z } from 'zod';

const Text = z.string().min(1);
const TYPES = ['null', 'boolean', 'object', 'array', 'number', 'string', 'integer'] as const;

/** JSON Schema 2020-12: every keyword that may stand here, with what may stand behind it. An unknown one is a slip. */
const Schema: z.ZodType = z.lazy(() =>
  z.union([
    z.boolean(),
    z.strictObject({
      $ref: z
        .string()
        .regex(/^#\/components\/schemas\/[\w.-]+$/)
        .optional(),
      type: z.union([z.enum(TYPES), z.array(z.enum(TYPES)).min(1)]).optional(),
      enum: z.array(z.unknown()).min(1).optional(),
      const: z.unknown().optional(),
      title: z.string().optional(),
      description: z.string().optional(),
      default: z.unknown().optional(),
      examples: z.array(z.unknown()).optional(),
      format: z.string().optional(),
      pattern: z
        .string()
        .refine((text) => isPattern(text))
        .optional(),
      contentEncoding: z.string().optional(),
      contentMediaType: z.string().optional(),
      ...numbers('minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'),
      ...numbers('minLength', 'maxLength', 'minItems', 'maxItems', 'minProperties', 'maxProperties'),
      uniqueItems: z.boolean().optional(),
      items: Schema.optional(),
      prefixItems: z.array(Schema).min(1).optional(),
      properties: z.record(z.string(), Schema).optional(),
      patternProperties: z.record(z.string(), Schema).optional(),
      propertyNames: Schema.optional(),
      additionalProperties: Schema.optional(),
      required: z.array(z.string()).optional(),
      anyOf: z.array(Schema).min(1).optional(),
      oneOf: z.array(Schema).min(1).optional(),
      allOf: z.array(Schema).min(1).optional(),
      not: Schema.optional(),
      id: z.string().optional(),
      readOnly: z.boolean().optional(),
    }),
  ]),
);

function numbers(...names: readonly string[]): Record<string, z.ZodType> {
  return Object.fromEntries(names.map((name) => [name, z.number().optional()]));
}

function isPattern(text: string): boolean {
  try {
    new RegExp(text, 'u');
    return true;
  } catch {
    return false;
  }
}

const Content = z.record(z.string().regex(/^[\w.+-]+\/[\w.+*-]+$/), z.strictObject({ schema: Schema }));
const Parameter = z.strictObject({
  name: Text,
  in: z.enum(['path', 'query', 'header', 'cookie']),
  required: z.boolean(),
  description: z.string().optional(),
  schema: Schema,
});
const Response = z.strictObject({ description: Text, content: Content.optional() });
const Security = z.array(z.record(z.string(), z.array(z.string())));

export const OperationObject = z.strictObject({
  operationId: Text,
  summary: Text,
  description: Text.optional(),
  tags: z.array(Text),
  security: Security.optional(),
  'x-permission': Text.optional(),
  'x-cli': z.boolean().optional(),
  parameters: z.array(Parameter).optional(),
  requestBody: z.strictObject({ required: z.boolean(), content: Content }).optional(),
  responses: z.record(z.string().regex(/^([1-5]\d\d|default)$/), Response),
});

const METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const;
const PathItem = z.partialRecord(z.enum(METHODS), OperationObject);

export const OpenApiDocument = z.strictObject({
  openapi: z.literal('3.1.0'),
  jsonSchemaDialect: z.url(),
  info: z.strictObject({
    title: Text,
    version: Text,
    license: z.strictObject({ name: Text, identifier: Text }),
  }),
  servers: z.array(z.strictObject({ url: z.url() })).optional(),
  security: Security,
  tags: z.array(z.strictObject({ name: Text, description: Text.optional() })),
  paths: z.record(z.string().regex(/^\/[\w/{}.-]+$/), PathItem),
  components: z.strictObject({
    schemas: z.record(z.string().regex(/^[\w.-]+$/), Schema),
    securitySchemes: z.record(z.string(), z.looseObject({ type: z.enum(['http', 'apiKey']) })),
  }),
});
export type OpenApiDocument = z.infer<typeof OpenApiDocument>;
