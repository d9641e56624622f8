import type { MatterEvent } from '#engines/matters';
import { canonicalJson, type Json, sha256 } from '#kernel';

export type ChainedEvent = MatterEvent & { readonly prev: string; readonly hash: string };

/** What the hash of an event covers: everything that the row says, and the hash of the one before. */
export const hashOfEvent = (tenant: string, matter: string, event: MatterEvent, prev: string): string => {
  const { seq, at, type, actor, unit = null, data } = event;
  return sha256(canonicalJson({ tenant, matter, seq, at, type, actor, unit, data: data as unknown as Json, prev }));
};

/** Links events to the head before them. */
export function chain(
  tenant: string,
  matter: string,
  events: readonly MatterEvent[],
  head: string,
): readonly ChainedEvent[] {
  let prev = head;
  return events.map((event) => {
    const hash = hashOfEvent(tenant, matter, event, prev);
    const linked = { ...event, prev, hash };
    prev = hash;
    return linked;
  });
}
