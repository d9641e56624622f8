import { addDays, type Call, type Day, dayOf, hashOf, startOfDay, toInstant } from '#kernel';
import { todayOf } from './events/window.ts';
import type { EvaluationPorts } from './ports.ts';
import { type CockpitFacts, readFacts, SHAPE } from './read-facts.ts';

const DAYS = 366;
/** So many a round: nobody waits for them. */
const AT_ONCE = 5;
/** What happened just before midnight may be written just after it. */
const SETTLED_MS = 15 * 60_000;

type Asked = Pick<Call, 'tenant' | 'now'>;

/** What everybody sees of a day: of one that is over from the store, if it was worked out by today's definitions. */
export async function factsOn(ports: EvaluationPorts, call: Asked, on: Day): Promise<CockpitFacts> {
  if (startOfDay(addDays(on, 1)) + SETTLED_MS > call.now) return readFacts(ports, call, on);
  const version = versionOf(ports);
  const found = await ports.days.find(call.tenant, on, version);
  if (found !== undefined) return found as CockpitFacts;
  const body = await readFacts(ports, call, on);
  await ports.days.put(call.tenant, { day: on, version, body, at: call.now });
  return body;
}

/** Works out days that nobody has asked for yet, the newest first, so that nobody who asks waits. */
export async function keepDays(ports: EvaluationPorts, call: Asked): Promise<number> {
  const last = addDays(todayOf(call.now - SETTLED_MS), -1);
  const days = await ports.days.missing(call.tenant, { version: versionOf(ports), last, days: DAYS, limit: AT_ONCE });
  for (const day of days) await factsOn(ports, call, day);
  return days.length;
}

/** What stood differently from this moment on is worked out anew. */
export async function forgetDays({ days }: Pick<EvaluationPorts, 'days'>, { tenant, now }: Asked, since: number) {
  if (since < startOfDay(todayOf(now))) await days.forget(tenant, dayOf(toInstant(Math.max(0, since))) as Day);
}

const versions = new WeakMap<ReturnType<EvaluationPorts['sources']>, string>();

/** By what a day was worked out; the packs of a process do not change. */
function versionOf(ports: EvaluationPorts): string {
  const sources = ports.sources();
  const known = versions.get(sources);
  if (known !== undefined) return known;
  const indicators = sources.map(({ indicators: all, ...source }) => [
    source,
    all.map(({ test: _, expressions: __, ...each }) => each),
  ]);
  const version = hashOf([
    SHAPE,
    ports.version,
    indicators,
    ports.schemes(),
    ports.tiles(),
    ports.regions(),
    ports.organisation(),
  ]);
  versions.set(sources, version);
  return version;
}
