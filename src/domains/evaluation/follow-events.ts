import { forgetDays } from './past-days.ts';
import type { EvaluationPorts } from './ports.ts';

/** What the cockpit shows is kept under keys that begin so. */
export const KEPT = 'cockpit ';

/** Brings the marks up to the events, and what is shown of them up to the marks. Returns how much moved. */
export async function followEvents(
  ports: Pick<EvaluationPorts, 'keeper' | 'kept' | 'days'>,
  tenant: string,
  now: number,
  whole: boolean,
): Promise<number> {
  const { records, since } = await ports.keeper.refresh(tenant, whole);
  if (records === 0) return 0;
  await forgetDays(ports, { tenant, now }, since);
  await ports.kept.renew(tenant, KEPT, now);
  return records;
}
