import type { PanelPorts } from './ports.ts';

const OUTCOMES: Readonly<Record<string, string>> = {
  resolved: '已经解决',
  explained: '已作解释说明',
  unresolved: '没有解决',
  refused: '不予受理',
  withdrawn: '已经撤回',
};

/**
 * Tells those who brought a matter how it ended: panel members, and appellants whose matter was merged into another.
 * A job; each hears once, because the letter has a name of its own.
 */
export async function tellOutcomes(
  ports: Pick<PanelPorts, 'panels' | 'tell'>,
  tenant: string,
  now: number,
  limit = 200,
): Promise<number> {
  const awaited = await ports.panels.awaited(tenant, limit);
  for (const { key, principals, matter, number, outcome, kind } of awaited) {
    const how = OUTCOMES[outcome] ?? '已经结束';
    const text =
      kind === 'merged' ? `您的诉求并入 ${number} 办理，现${how}` : `您反映的问题 ${number} ${how}，可查看办理情况`;
    if (principals.length > 0) await ports.tell(tenant, { key: `outcome ${key}`, principals, text, matter, at: now });
  }
  await ports.panels.markTold(
    tenant,
    awaited.map((each) => each.key),
    now,
  );
  return awaited.length;
}
