import type { Call, IdSource } from '#kernel';
import type { EnterprisePorts } from '../enterprise-ports.ts';

export type ConsentPorts = Pick<EnterprisePorts, 'vocabulary' | 'precedence' | 'consents'> & {
  readonly ids: IdSource;
  /** Units that may be granted something: those that stand for a department. */
  readonly units: () => readonly string[];
  readonly unitName: (call: Call, unit: string) => Promise<string>;
  /** Tells the unit in its inbox. */
  readonly tell: (call: Call, unit: string, key: string, text: string) => Promise<void>;
  readonly enterpriseName: (tenant: string, enterprise: string) => Promise<string>;
};
