import { dayOf, systemCall, toInstant } from '#kernel';
import type { PolicyPorts } from '../ports.ts';
import { agesOf } from './pace.ts';
import { WAIT_WORDS } from './pace-operations.ts';
import { ARRIVES_WITHIN } from './views.ts';

/** What a clerk has on his table has a clock of its own; what lies with the applicant is nobody's fault. */
const ELSEWHERE = new Set(['review', 'supplement']);

/**
 * Claims that have not arrived in time become somebody's work: one matter for each clause and step that they wait at, a
 * month; its loop does the rest. Returns how many such heaps there are.
 */
export async function watchPace(ports: PolicyPorts, tenant: string, now: number): Promise<number> {
  const library = await ports.library(tenant);
  const late = agesOf(ports, await ports.claims.running(tenant, {}), now).filter(
    (each) => each.late && !ELSEWHERE.has(each.wait),
  );
  const heaps = Map.groupBy(late, ({ clause, wait }) => `${clause} ${wait}`);
  const month = dayOf(toInstant(now)).slice(0, 7);
  let found = 0;
  for (const [key, heap] of heaps) {
    const [first] = heap;
    const each = first && library.clause(first.clause);
    if (!each) continue;
    found += 1;
    const count = heap.reduce((sum, one) => sum + one.count, 0);
    const longest = Math.max(...heap.map((one) => one.days));
    const where = WAIT_WORDS[first.wait];
    await ports.openMatter(
      { ...systemCall(tenant, now, ports.ids()), idempotencyKey: `overdue ${key} ${month}` },
      {
        loop: 'claim-overdue',
        supervised: true,
        owner: each.clause.owner,
        fields: {
          title: `兑现超时：${each.clause.title}，${count} 笔卡在“${where}”`,
          text: `${each.policy.title} ${each.clause.article}：${count} 笔申领超过 ${ARRIVES_WITHIN} 个工作日还没有到账，最长 ${longest} 个工作日，卡在“${where}”。请说明原因并限期兑现；逐笔见“兑现时效”。`,
        },
      },
    );
  }
  return found;
}
