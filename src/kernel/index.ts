export { fileField } from './file-field.ts';
export { type IdSource, idSource } from './ids.ts';
export {
  type Actor,
  type AnyOperation,
  type Call,
  type FileValue,
  type Operation,
  operation,
  type Permission,
} from './operation.ts';
export { isRefusal, Refusal, type RefusalKind, type RefusalParts, refuse } from './refusal.ts';
