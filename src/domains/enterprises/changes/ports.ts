import type { Subscription } from '#engines/registry';
import type { Call } from '#kernel';
import type { EnterprisePorts } from '../enterprise-ports.ts';

/** One fact that changed; values as history writes them, null for what was not known. */
export type ValueChange = { readonly key: string; readonly old: string | null; readonly new: string | null };

export type RecordChangeRow = {
  readonly no: number;
  readonly enterprise: string;
  readonly name: string;
  readonly registered: boolean;
  readonly changes: readonly ValueChange[];
  readonly at: number;
};

/** What one source changed, to be pushed together. */
export type ChangeBatch = {
  readonly no: number;
  readonly source: { readonly no: number; readonly title: string; readonly department?: string | undefined };
  readonly changes: readonly RecordChangeRow[];
};

export type NewDelivery = {
  readonly change: number;
  readonly department: string;
  readonly unit: string;
  readonly enterprise: string;
  readonly matter: string;
  readonly keys: readonly string[];
};

export type DeliveryState = 'waiting' | 'overdue' | 'acknowledged';

export type Delivery = RecordChangeRow & {
  readonly source: string;
  readonly department: string;
  readonly unit: string;
  readonly keys: readonly string[];
  readonly matter: string;
  readonly number: string;
  readonly state: DeliveryState;
  readonly sentAt: number;
  readonly dueAt?: number | undefined;
  readonly acknowledgedAt?: number | undefined;
  readonly note?: string | undefined;
};

export type DeliveryFilter = {
  readonly state?: DeliveryState | undefined;
  readonly department?: string | undefined;
  readonly enterprise?: string | undefined;
  readonly matter?: string | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
};

export type DepartmentCount = {
  readonly department: string;
  readonly waiting: number;
  readonly overdue: number;
  readonly acknowledged: number;
};

export type ChangeStore = {
  /** The batch begun before, else the oldest source's changes that wait; undefined when nothing does. */
  readonly nextBatch: (tenant: string, most: number) => Promise<ChangeBatch | undefined>;
  readonly deliver: (tenant: string, deliveries: readonly NewDelivery[], now: number) => Promise<void>;
  readonly pushed: (tenant: string, batch: number, now: number) => Promise<void>;
  readonly list: (
    tenant: string,
    filter: DeliveryFilter,
    now: number,
  ) => Promise<{ readonly items: readonly Delivery[]; readonly next?: string }>;
  readonly counts: (tenant: string, since: number, now: number) => Promise<readonly DepartmentCount[]>;
  /** @returns matters of which nothing waits any more */
  readonly acknowledge: (
    tenant: string,
    by: { readonly unit: string; readonly actor: string; readonly note?: string | undefined; readonly now: number },
    numbers: readonly number[],
  ) => Promise<{ readonly count: number; readonly whole: readonly string[] }>;
};

export type ChangePorts = Pick<EnterprisePorts, 'vocabulary' | 'precedence' | 'unitOf' | 'enterprise'> & {
  readonly changes: ChangeStore;
  readonly subscriptions: () => readonly Subscription[];
  /** Opens the department's matter, or finds the one that the same key opened, and hands it to the unit. */
  readonly openNotice: (
    call: Call,
    notice: { readonly key: string; readonly unit: string; readonly fields: Readonly<Record<string, string | number>> },
  ) => Promise<string>;
  readonly acknowledgeMatter: (call: Call, matter: string, note: string | undefined) => Promise<void>;
  readonly unitName: (call: Call, unit: string) => Promise<string>;
};
