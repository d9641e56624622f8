import type { FundPorts } from './ports.ts';

/** Which of these enterprises no money may go to now, and why, in words. */
export async function blockedAccounts(
  { store }: Pick<FundPorts, 'store'>,
  tenant: string,
  enterprises: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const blocked = await store.blockedAccounts(tenant, [...new Set(enterprises)]);
  return new Map(
    blocked.map(({ enterprise, shared, returned }) => [
      enterprise,
      shared
        ? '收款账号与另一家企业的相同，须先核查'
        : `上一笔被银行退回（${returned ?? '未说明原因'}），须由企业重新确认收款账户`,
    ]),
  );
}
