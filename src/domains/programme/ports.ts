import type { z } from 'zod';
import type { NameIndex } from '#engines/registry';
import type { Call, IdSource, WorkingCalendar } from '#kernel';
import type { ActionStore } from './actions/action.ts';
import type { PlanStore } from './plans/plan-store.ts';
import type { BoardStore } from './supervision/board-store.ts';

/** What this line of work needs to know of a row that the matters platform shows. */
export type MatterRowLike = {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly status: { readonly code: string; readonly title: string };
  readonly lamp: string;
};

export type OpenMatter = {
  /** Chosen here where a retry must find the same matter. */
  readonly id?: string;
  readonly loop: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly channel: string;
  readonly office: string;
  readonly plan?: string;
  readonly parent?: string;
  readonly tags?: readonly string[];
};

export type MoveMatter = {
  readonly id: string;
  readonly move: string;
  readonly input: Readonly<Record<string, unknown>>;
};

/** The organisation of a day, as plans ask for it. */
export type PlanOrganisation = {
  readonly index: NameIndex;
  readonly membersOf: (unit: string) => readonly string[];
  readonly unit: (id: string) => { readonly id: string; readonly name: string } | undefined;
  readonly officeFor: (region: string | undefined) => string;
};

export type Message = {
  readonly principal: string;
  readonly kind: string;
  readonly text: string;
  readonly matter: string | null;
  readonly at: number;
};

/** What main.ts plugs in. `Row` is the row of the matters platform, with its schema. */
export type ProgrammePorts<Row extends MatterRowLike> = {
  readonly ids: IdSource;
  readonly calendar: (tenant: string) => WorkingCalendar;
  readonly organisation: (tenant: string, now: number) => Promise<PlanOrganisation>;
  readonly plans: PlanStore;
  readonly board: BoardStore;
  readonly actions: ActionStore;
  readonly principalsOf: (actor: Call['actor']) => readonly string[];
  readonly row: z.ZodType<Row>;
  /** The rows of these matters that the caller may see, in any order. */
  readonly matterRows: (call: Call, ids: readonly string[]) => Promise<readonly Row[]>;
  /** With the call's idempotency key; throws a Refusal. */
  readonly openMatter: (call: Call, input: OpenMatter) => Promise<{ readonly id: string }>;
  readonly moveMatter: (call: Call, input: MoveMatter) => Promise<unknown>;
  /** Writes messages once per key. */
  readonly notify: (tenant: string, key: string, messages: readonly Message[]) => Promise<void>;
  readonly personNames: (tenant: string, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** Heads of units: who must explain. */
  readonly headsOf: (
    tenant: string,
    units: readonly string[],
    now: number,
  ) => Promise<ReadonlyMap<string, { readonly id: string; readonly name: string }>>;
};
