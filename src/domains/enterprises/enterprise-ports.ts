import type { CertificateKind, FactGroup, Precedence, RungData, TagData } from '#engines/registry';
import type { Call, IdSource } from '#kernel';
import type { ConsentStore } from './consents/consent.ts';
import type { EnterpriseRuleSet } from './derive.ts';
import type { DisputePorts, FactReader, FactStore } from './ports.ts';
import type { ImportPorts } from './run-import.ts';

export type EnterprisePorts = Omit<ImportPorts, 'facts'> & {
  readonly facts: FactStore;
  readonly reader: FactReader;
  readonly disputes: DisputePorts;
  readonly consents: ConsentStore;
  readonly groups: () => readonly FactGroup[];
  readonly rules: () => EnterpriseRuleSet;
  readonly tags: () => readonly TagData[];
  readonly gradient: () => readonly RungData[];
  readonly precedence: () => Precedence;
  readonly certificates: () => { readonly remindDays: readonly number[]; readonly kinds: readonly CertificateKind[] };
  /** The unit of this city that stands for a department. */
  readonly unitOf: (department: string) => string | undefined;
  /** Departments whose facts a unit answers for. */
  readonly departmentsOf: (unit: string) => readonly string[];
  readonly enterprise: (
    tenant: string,
    id: string,
  ) => Promise<{ readonly id: string; readonly name: string; readonly region?: string } | undefined>;
  readonly ids: IdSource;
  /** Something waits: do not wait for the next round. */
  readonly nudge: () => void;
};

export type OwnCall = Pick<Call, 'actor'>;

/** Whoever speaks for the enterprise, or an official who may read facts. */
export const maySee = ({ actor }: OwnCall, enterprise: string): boolean =>
  actor.enterprise === enterprise || actor.permissions.includes('facts.read');
