import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { refuse } from '#kernel';
import type { Vault } from './ports.ts';

/**
 * Seals free text with AES-256-GCM. The event carries only a salted commitment, SHA-256(salt ‖ text): with the salt
 * it proves what was said; once cipher and salt are erased it says nothing.
 * Shape of a cipher: 12 bytes nonce, 16 bytes tag, the rest.
 */
export function createVault(key: Uint8Array): Vault {
  if (key.length !== 32) throw new Error('the content key must be 32 bytes');
  return {
    seal: (kind, text, id) => {
      const nonce = randomBytes(12);
      const salt = randomBytes(16);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return {
        id,
        kind,
        cipher: Buffer.concat([nonce, cipher.getAuthTag(), body]),
        salt,
        commitment: createHash('sha256').update(salt).update(text, 'utf8').digest('hex'),
        retainUntil: null,
      };
    },
    open: (sealed) => {
      const bytes = Buffer.from(sealed);
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12));
      decipher.setAuthTag(bytes.subarray(12, 28));
      try {
        return decipher.update(bytes.subarray(28), undefined, 'utf8') + decipher.final('utf8');
      } catch {
        throw refuse({
          code: 'content.key',
          kind: 'unavailable',
          what: '内容解不开',
          why: '内容密钥与加密时用的不同，或数据已损坏',
          todo: '请核对 CONTENT_KEY 或数据目录中的密钥文件',
        });
      }
    },
  };
}
