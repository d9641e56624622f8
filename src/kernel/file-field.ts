import { z } from 'zod';
import type { FileValue } from './operation.ts';

const isFile = (value: unknown): value is FileValue =>
  typeof value === 'object' && value !== null && 'bytes' in value && value.bytes instanceof Uint8Array;

/** A file in the input of a `multipart` operation; `fileField()` for one, `z.array(fileField())` for several. */
export const fileField = (description = '文件') =>
  z.custom<FileValue>(isFile, { error: '请选择文件' }).meta({ type: 'string', format: 'binary', description });
