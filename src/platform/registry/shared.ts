import { z } from 'zod';
import type { Organisation } from '#engines/registry';
import { type Call, type Day, dayOf, type IdSource, refuse, toInstant } from '#kernel';
import type { Enterprise, RegistryStore, RegistryWriter } from './ports.ts';

export type RegistryPorts = {
  readonly store: RegistryStore;
  /** The organisation of an instant; `liveDirectory` answers from memory. */
  readonly organisation: (tenant: string, now: number) => Promise<Organisation>;
  readonly forget: (tenant: string) => void;
  readonly ids: IdSource;
  /** Tells people something, once for each key. */
  readonly tell: (tenant: string, key: string, messages: readonly Told[]) => Promise<void>;
  readonly roleTitle: (tenant: string, role: string) => string;
  /** What an enterprise card adds: its grid, its officer. */
  readonly cardOf?: (call: Call, enterprise: Enterprise) => Promise<Readonly<Record<string, unknown>>>;
};

type Told = {
  readonly principal: string;
  readonly kind: string;
  readonly text: string;
  readonly matter: null;
  readonly at: number;
};

export const Ref = z.object({ id: z.string(), name: z.string() });
export const Id = z.string().min(1).max(64);

export const today = (call: Call): Day => dayOf(toInstant(call.now));
export const atDay = (call: Call, day: string | undefined): number =>
  day === undefined || day === today(call) ? call.now : Date.parse(`${day}T12:00:00+08:00`);

export const notFound = (what: string) => refuse({ code: 'registry.not-found', kind: 'not-found', what });
export function mustBe(condition: boolean, what: string): void {
  if (!condition) throw notFound(what);
}

export async function changed<T>(
  { store, forget }: RegistryPorts,
  call: Call,
  work: Parameters<typeof store.change<T>>[1],
): Promise<T> {
  const result = await store.change(call.tenant, work);
  forget(call.tenant);
  return result;
}

export const note = (
  { ids }: RegistryPorts,
  writer: RegistryWriter,
  call: Call,
  act: string,
  object: string,
  detail: Record<string, unknown>,
): Promise<void> =>
  writer.note({
    id: ids(),
    at: call.now,
    actor: call.actor.id,
    ...(call.actor.unit && { unit: call.actor.unit }),
    act,
    object,
    detail,
    requestId: call.requestId,
  });
