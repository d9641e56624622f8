import type { Call } from '#kernel';
import type { SchemeRunPorts } from '../runs/ports.ts';
import type { SeenFact } from './ports.ts';

export type FirmPorts = SchemeRunPorts & {
  /** Behind the wall of the database, as the caller; sensitive ones leave a trace. */
  readonly seenFacts: (call: Call, enterprise: string) => Promise<readonly SeenFact[]>;
};
