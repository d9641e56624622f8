import type { MatterState } from '#engines/matters';
import { type Call, dayOf, isRefusal, systemCall, toInstant } from '#kernel';
import { cellOfClass, isRecorded, mineableIn } from './cause-record.ts';
import { type Finding, keyOf, mineCauses } from './mining/index.ts';
import { type CauseNaming, namingFor } from './naming.ts';
import { keyed, type QualityPorts } from './ports.ts';

const DAY = 86_400_000;
/** The last thirty days against the half year before. */
export const rollingPlan = (now: number, days = 30, history = 180) => ({
  current: { from: now - days * DAY, to: now },
  history: { from: now - (days + history) * DAY, to: now - days * DAY },
});

/** Found at most so many in one run: what stands out most comes first. */
const MOST = 5;
const MOST_LINKED = 200;

/**
 * 一件事 → 一类事: opens a matter for each common cause that stands out, or links new cases to the one there is. One for
 * each cause: while one is open, or was closed within these thirty days, no other is opened. A job.
 *
 * @returns how many were opened
 */
export async function openFoundCauses(ports: QualityPorts, tenant: string, now: number): Promise<number> {
  if (!ports.hasLoop(tenant, 'class-matter')) return 0;
  const plan = rollingPlan(now);
  const records = mineableIn(await ports.allOpenedDuring(tenant, plan.history.from, now));
  const { found } = mineCauses(records, plan);
  if (found.length === 0) return 0;
  const known = new Map(
    (await ports.classMatters(tenant, plan.current.from)).map((each) => [keyOf(cellOfClass(each)), each]),
  );
  const call = systemCall(tenant, now, `causes/${dayOf(toInstant(now))}`);
  const naming = await namingFor(ports, call);
  let opened = 0;
  for (const each of found.slice(0, MOST)) {
    const before = known.get(keyOf(each));
    if (before?.closed) continue;
    const id = before?.id ?? (await openClass(ports, call, each, naming));
    if (!before) opened += 1;
    await linkAll(ports, call, id, membersLeft(before, each));
  }
  return opened;
}

const membersLeft = (before: MatterState | undefined, { members }: Finding): readonly string[] => {
  const linked = new Set(before?.links.map((each) => each.matter));
  return members.filter((each) => !linked.has(each)).slice(0, MOST_LINKED - linked.size);
};

async function openClass(ports: QualityPorts, call: Call, found: Finding, naming: CauseNaming): Promise<string> {
  const { cause, unit, item, count, before, expected, q } = found;
  const region = naming.region(unit);
  const name = naming.unit(unit).name;
  const recorded = isRecorded(cause);
  const { id } = await ports.open(keyed(call, `class ${keyOf(found)} ${dayOf(toInstant(call.now))}`), {
    loop: 'class-matter',
    channel: 'system',
    fields: {
      title: `${name}：${naming.item(item).title}${recorded ? `（${naming.cause(cause)}）` : ''}集中出现`,
      text: `近 30 天${name}“${naming.item(item).title}”类诉求明显增多，成因${recorded ? `多记为“${naming.cause(cause)}”` : '待查'}，请研判是否按一类事治理。`,
      cases: count,
      evidence: `近 30 天 ${count} 件，此前半年 ${before} 件，按自身历史应有 ${expected.toFixed(1)} 件；误报率不高于 ${(q * 100).toFixed(1)} %。由系统按成因分析自动立项。`,
      unit,
      category: item,
      ...(recorded ? { cause } : {}),
    },
    ...(region ? { region } : {}),
  });
  return id;
}

async function linkAll(ports: QualityPorts, call: Call, id: string, members: readonly string[]): Promise<void> {
  for (const matter of members) {
    try {
      await ports.move(keyed(call, `class ${id} ${matter}`), { id, move: 'link', input: { kind: 'case', matter } });
    } catch (error) {
      // Closed a moment ago.
      if (!isRefusal(error)) throw error;
    }
  }
}
