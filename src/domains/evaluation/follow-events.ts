import type { EvaluationPorts } from './ports.ts';

/** Brings the marks up to the events, and what is shown of them up to the marks. Returns how many records moved. */
export async function followEvents(
  { keeper, kept }: Pick<EvaluationPorts, 'keeper' | 'kept'>,
  tenant: string,
  now: number,
  whole: boolean,
): Promise<number> {
  const { records } = await keeper.refresh(tenant, whole);
  if (records > 0) await kept.renew(tenant, now);
  return records;
}
