import { createHash } from 'node:crypto';
import type { MaterialPorts } from '#domains/evaluation';
import { hashOf } from '#kernel';
import { writeZip } from '#platform/documents';
import { checkUpload } from '#platform/files';
import { createIntakeStore, createMaterialStore } from '#storage';
import type { Base } from '../base.ts';
import type { Core } from '../core.ts';
import { evaluationPorts } from './evaluation.ts';

/** Gives the library of materials its ports. */
export function materialPorts(base: Base, { matters, tell }: Core): MaterialPorts {
  const { databases } = base;
  const { reserveId } = createIntakeStore(databases);
  return {
    ...evaluationPorts({ ...base, matters, tell }),
    materials: createMaterialStore(databases),
    tokens: (text) => [...new Set(matters.tokens(text))],
    queryTokens: (text) => matters.queryTokens(text),
    checkUpload,
    sha256: (bytes) => createHash('sha256').update(bytes).digest('hex'),
    seal: matters.vault.sealBytes,
    unseal: matters.vault.openBytes,
    ids: matters.ids,
    reserveId: async ({ tenant, actor, idempotencyKey, now }, id) =>
      idempotencyKey ? reserveId(tenant, hashOf(['material', actor.id, idempotencyKey]), id, now) : id,
    zip: writeZip,
  };
}
