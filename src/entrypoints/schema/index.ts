export { type Coercer, coercerFor } from './coerce.ts';
export { fieldsOf, isFileSchema, type JsonSchema, jsonSchemaOf, resolve, typesOf } from './json-schema.ts';
