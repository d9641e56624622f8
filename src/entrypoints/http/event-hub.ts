/** What the browser is told over SSE: something changed, go and read it. Never content. */
export type HubMessage = { readonly topic: string; readonly [field: string]: string | number | boolean };

export type HubSubscriber = { readonly tenant: string; readonly principals: readonly string[] };

/** The port that `/api/events` listens on. */
export type EventHub = {
  /** Returns how to stop listening. */
  readonly subscribe: (who: HubSubscriber, deliver: (message: HubMessage) => void) => () => void;
  readonly principalsOf: (actor: import('#kernel').Actor) => readonly string[];
};

export type PublishingHub = EventHub & {
  readonly publish: (to: HubSubscriber, message: HubMessage) => void;
  readonly size: () => number;
  /** Joins hubs of other processes: what is published here is sent to them; returns what to do with what they send. */
  readonly connect: (send: Publish) => Publish;
};

type Publish = (to: HubSubscriber, message: HubMessage) => void;

/** A hub in memory: a message reaches those of its tenant who hold one of its principals. */
export function createEventHub(principalsOf: EventHub['principalsOf']): PublishingHub {
  type Entry = { readonly tenant: string; readonly deliver: (message: HubMessage) => void };
  const byPrincipal = new Map<string, Set<Entry>>();
  const entries = new Set<Entry>();
  const keyOf = (tenant: string, principal: string): string => `${tenant} ${principal}`;
  const others: Publish[] = [];
  const deliver: Publish = ({ tenant, principals }, message) => {
    const reached = new Set(principals.flatMap((each) => [...(byPrincipal.get(keyOf(tenant, each)) ?? [])]));
    for (const each of reached) each.deliver(message);
  };
  return {
    principalsOf,
    size: () => entries.size,
    subscribe: ({ tenant, principals }, deliver) => {
      const entry = { tenant, deliver };
      const keys = [...new Set(principals)].map((each) => keyOf(tenant, each));
      entries.add(entry);
      for (const key of keys) byPrincipal.set(key, (byPrincipal.get(key) ?? new Set()).add(entry));
      return () => {
        entries.delete(entry);
        for (const key of keys) {
          const rest = byPrincipal.get(key);
          rest?.delete(entry);
          if (rest?.size === 0) byPrincipal.delete(key);
        }
      };
    },
    publish: (to, message) => {
      deliver(to, message);
      for (const send of others) send(to, message);
    },
    connect: (send) => {
      others.push(send);
      return deliver;
    },
  };
}
