import type { AnyOperation } from '#kernel';
import type { EnterprisePorts } from './enterprise-ports.ts';
import { resultOperations } from './import-results.ts';
import { uploadOperations } from './import-uploads.ts';
import { statementOperation } from './statement-operation.ts';

/** 数据导入: a file in pieces, its columns settled, tried out, run, its faulty rows taken back corrected. */
export const importOperations = (ports: EnterprisePorts) =>
  [...uploadOperations(ports), ...resultOperations(ports), statementOperation(ports)] satisfies readonly AnyOperation[];
