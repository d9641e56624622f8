import type { Finding, LineOf } from './finding.ts';
import type { LoopDefinition } from './schema.ts';

export function proveLoop(_definition: LoopDefinition, _options: { readonly lines?: LineOf } = {}): readonly Finding[] {
  return [];
}
