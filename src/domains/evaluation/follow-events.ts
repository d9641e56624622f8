import { forgetDays } from './past-days.ts';
import type { EvaluationPorts } from './ports.ts';

/** Brings the marks up to the events, and what is shown of them up to the marks. Returns how much moved. */
export async function followEvents(
  ports: Pick<EvaluationPorts, 'keeper' | 'kept' | 'days'>,
  tenant: string,
  now: number,
  whole: boolean,
): Promise<number> {
  const { records, since } = await ports.keeper.refresh(tenant, whole);
  if (records === 0) return ports.kept.catchUp(tenant, now);
  await forgetDays(ports, { tenant, now }, since);
  await ports.kept.renew(tenant, now);
  return records;
}
