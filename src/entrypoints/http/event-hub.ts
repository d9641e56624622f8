import { randomBytes } from 'node:crypto';

/** What the browser is told over SSE: something changed, go and read it. Never content. */
export type HubMessage = { readonly topic: string; readonly [field: string]: string | number | boolean };

export type HubSubscriber = { readonly tenant: string; readonly principals: readonly string[] };

/** `id` names the place of a message in what this process remembers. */
export type Deliver = (message: HubMessage, id: string) => void;

/** The port that `/api/events` listens on. */
export type EventHub = {
  /**
   * Returns how to stop listening. With the id of the last message that a browser got, what came since is delivered
   * first; where that is not known any more, one message `reset`: read everything anew.
   */
  readonly subscribe: (who: HubSubscriber, deliver: Deliver, last?: string) => () => void;
  readonly principalsOf: (actor: import('#kernel').Actor) => readonly string[];
};

export type PublishingHub = EventHub & {
  readonly publish: (to: HubSubscriber, message: HubMessage) => void;
  readonly size: () => number;
  /** Joins hubs of other processes: what is published here is sent to them; returns what to do with what they send. */
  readonly connect: (send: Publish) => Publish;
};

type Publish = (to: HubSubscriber, message: HubMessage) => void;
type Said = { readonly seq: number; readonly to: HubSubscriber; readonly message: HubMessage };

/** A browser that missed more than this reads everything anew anyway. */
const REMEMBERED = 1_000;
export const RESET: HubMessage = { topic: 'reset' };

/** A hub in memory: a message reaches those of its tenant who hold one of its principals. */
export function createEventHub(principalsOf: EventHub['principalsOf']): PublishingHub {
  type Entry = { readonly tenant: string; readonly deliver: Deliver };
  const byPrincipal = new Map<string, Set<Entry>>();
  const entries = new Set<Entry>();
  const keyOf = (tenant: string, principal: string): string => `${tenant} ${principal}`;
  const others: Publish[] = [];
  const memory = createMemory();
  const deliver: Publish = (to, message) => {
    const id = memory.add(to, message);
    const { tenant, principals } = to;
    const reached = new Set(principals.flatMap((each) => [...(byPrincipal.get(keyOf(tenant, each)) ?? [])]));
    for (const each of reached) each.deliver(message, id);
  };
  return {
    principalsOf,
    size: () => entries.size,
    subscribe: (who, deliver, last) => {
      const { tenant, principals } = who;
      if (last !== undefined) memory.since(last, who, deliver);
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

/** The last messages of this process. Its name is part of each id, so that the id of another process is not taken for one of its own. */
function createMemory() {
  const process = randomBytes(4).toString('hex');
  const said: Said[] = [];
  let seq = 0;
  const idOf = (at: number): string => `${process}-${at}`;
  return {
    add: (to: HubSubscriber, message: HubMessage): string => {
      seq += 1;
      said.push({ seq, to, message });
      // Cut now and then, not one by one: a shift moves all that is left.
      if (said.length >= 2 * REMEMBERED) said.splice(0, said.length - REMEMBERED);
      return idOf(seq);
    },
    since: (last: string, { tenant, principals }: HubSubscriber, deliver: Deliver): void => {
      const [name, at] = last.split('-');
      const from = Number(at);
      const oldest = said[0]?.seq ?? seq + 1;
      if (name !== process || !(from >= oldest - 1 && from <= seq)) {
        deliver(RESET, idOf(seq));
        return;
      }
      const mine = new Set(principals);
      for (const each of said) {
        if (each.seq <= from || each.to.tenant !== tenant) continue;
        if (each.to.principals.some((one) => mine.has(one))) deliver(each.message, idOf(each.seq));
      }
    },
  };
}
