import { type Actor, dayOf, toInstant } from '#kernel';
import type { DemoCity, Step } from '#platform/demo';
import type { Wired } from '../wire.ts';

type Run = (step: Pick<Step, 'at' | 'actor' | 'operation' | 'input'>) => Promise<unknown>;
type Told = { readonly wired: Wired; readonly tenant: string; readonly demo: DemoCity; readonly run: Run };

const DAY = 86_400_000;
const HOUR = 3_600_000;

/** What enterprises share: their codes are scanned, their changes pushed, taken in by some and forgotten by others. */
export async function tellSharing(told: Told, now: number): Promise<void> {
  await tellScans(told, now);
  await tellChanges(told, now);
}

async function tellScans({ demo, run }: Told, now: number): Promise<void> {
  const firms = demo.enterprises.slice(0, 12);
  const [first] = firms;
  if (!first) return;
  const before = (await run({ at: now, actor: demo.firm(first.id), operation: 'one-code.scans', input: {} })) as {
    readonly items: readonly unknown[];
  };
  if (before.items.length > 0) return; // told before, by a start that was interrupted
  for (const [nth, { id }] of firms.entries()) {
    const at = now - (12 - nth) * 0.7 * DAY;
    const firm = demo.firm(id);
    if (nth % 3 === 0) await run({ at, actor: firm, operation: 'one-code.print', input: { place: '前台' } });
    const { code } = (await run({ at, actor: firm, operation: 'one-code.live', input: {} })) as { code: string };
    const scanners = [
      demo.gridOfficer(id),
      nth % 2 === 0 ? demo.official('qz-tax', 'liaison') : demo.official('qz-market-regulation', 'liaison'),
      nth % 4 === 0 ? ({ kind: 'anonymous', id: 'anonymous', roles: [], permissions: [] } satisfies Actor) : undefined,
    ];
    for (const actor of scanners)
      if (actor) await run({ at: at + 60_000, actor, operation: 'one-code.scan', input: { code } });
  }
}

type Firm = DemoCity['enterprises'][number];

/** The register changes a few records; what the departments do about it is their own affair. */
async function tellChanges({ wired, tenant, demo, run }: Told, now: number): Promise<void> {
  const registrar = demo.official('qz-market-regulation', 'liaison');
  if (!registrar) return;
  const change = async (at: number, firms: readonly Firm[], facts: (firm: Firm) => object): Promise<void> => {
    const source = {
      kind: 'department',
      department: 'market-regulation',
      title: '市场主体变更登记（演示）',
      asOf: dayOf(toInstant(at)),
    };
    const rows = firms.map((firm) => ({ id: firm.id, facts: facts(firm) }));
    await run({ at, actor: registrar, operation: 'facts.state', input: { source, rows } });
    const job = wired.jobs.find((each) => each.name === 'push-changes');
    for (let left = 10; job && left > 0; left -= 1) if ((await job.run(tenant, at)) === 0) return;
  };
  const acknowledge = async (unit: string, at: number, note?: string): Promise<void> => {
    const actor = demo.official(unit, 'liaison');
    if (!actor) return;
    const input = { state: 'waiting', limit: 200 };
    const { items } = (await run({ at, actor, operation: 'changes.list', input })) as {
      readonly items: readonly { readonly no: number; readonly unit: { readonly id: string } }[];
    };
    const numbers = items.filter((each) => each.unit.id === unit).map((each) => each.no);
    if (numbers.length === 0) return;
    await run({ at, actor, operation: 'changes.acknowledge', input: { numbers, ...(note && { note }) } });
  };
  // Not those whom other parts of the story name.
  const firms = demo.enterprises.slice(-60).filter((_, nth) => nth % 6 === 3);
  await change(now - 16 * DAY, firms.slice(0, 1), ({ name }) => ({ enterpriseName: name.replace('示例', '示例新') }));
  await acknowledge('qz-tax', now - 15 * DAY, '征管系统已更新名称');
  await acknowledge('qz-labour', now - 15 * DAY);
  await change(now - 9 * DAY, firms.slice(1, 5), ({ address }) => ({
    registeredAddress: `${address ?? '工业路 1 号'}（新址）`,
  }));
  await acknowledge('qz-tax', now - 8 * DAY);
  await acknowledge('qz-power', now - 8 * DAY, '用电户名待企业过户');
  await change(now - 20 * HOUR, firms.slice(5, 9), () => ({ legalRepresentative: '吴示例' }));
}
