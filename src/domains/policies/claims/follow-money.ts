import type { PolicyPorts } from '../ports.ts';

const A_ROUND = 1000;

/** What happened to the money of claims comes back to them: sent, arrived, came back. */
export async function followMoney(ports: PolicyPorts, tenant: string): Promise<number> {
  const { claims } = ports;
  let done = 0;
  for (;;) {
    const moved = await claims.moved(tenant, A_ROUND);
    await claims.markMoved(
      tenant,
      moved.map((each) => ({
        ...each,
        arrivedDays:
          each.arrivedAt === null
            ? null
            : Math.max(0, ports.workingDaysBetween(each.filedAt, each.arrivedAt) - each.pausedDays),
      })),
    );
    done += moved.length;
    if (moved.length < A_ROUND) return done;
  }
}
