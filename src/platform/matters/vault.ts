import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { refuse } from '#kernel';
import type { Vault } from './ports.ts';

/**
 * Seals free text and files with AES-256-GCM. The event carries only a salted commitment, SHA-256(salt ‖ text): with
 * the salt it proves what was said; once cipher and salt are erased it says nothing.
 * Shape of a cipher: 12 bytes nonce, 16 bytes tag, the rest.
 */
export function createVault(key: Uint8Array): Vault {
  if (key.length !== 32) throw new Error('the content key must be 32 bytes');
  const sealBytes = (bytes: Uint8Array): Uint8Array => sealWith(key, bytes);
  const openBytes = (sealed: Uint8Array): Uint8Array => openWith(key, sealed);
  return {
    sealBytes,
    openBytes,
    seal: (kind, text, id) => {
      const salt = randomBytes(16);
      const commitment = createHash('sha256').update(salt).update(text, 'utf8').digest('hex');
      return { id, kind, cipher: sealBytes(Buffer.from(text, 'utf8')), salt, commitment, retainUntil: null };
    },
    open: (sealed) => Buffer.from(openBytes(sealed)).toString('utf8'),
  };
}

function sealWith(key: Uint8Array, bytes: Uint8Array): Uint8Array {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const body = Buffer.concat([cipher.update(bytes), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

function openWith(key: Uint8Array, sealed: Uint8Array): Uint8Array {
  const bytes = Buffer.from(sealed);
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12));
  decipher.setAuthTag(bytes.subarray(12, 28));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]);
  } catch {
    throw refuse({
      code: 'content.key',
      kind: 'unavailable',
      what: '内容解不开',
      why: '内容密钥与加密时用的不同，或数据已损坏',
      todo: '请核对 CONTENT_KEY 或数据目录中的密钥文件',
    });
  }
}
