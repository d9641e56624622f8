import type { DemoCity, Step } from '#platform/demo';

type Run = (step: Pick<Step, 'at' | 'actor' | 'operation' | 'input'>) => Promise<unknown>;
type Listed<T> = { readonly items: readonly T[] };
type TrialSet = {
  readonly movables: readonly {
    readonly parameter: string;
    readonly part: string;
    readonly scale?: { readonly value: number; readonly unit: string };
  }[];
};

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/**
 * The demo city's drafter tries her draft with a lower threshold and with a budget, and keeps both side by side; the
 * head of the office concludes what became of one clause.
 */
export async function tellSimulation(demo: DemoCity, run: Run, now: number): Promise<void> {
  const planner = demo.official('qz-biz-office', 'planner');
  const head = demo.official('qz-biz-office', 'office-head');
  if (!planner || !head) return;
  const at = now - 6 * HOUR;
  const as = (operation: string, input: Step['input']) => run({ at, actor: planner, operation, input });
  const kept = (await as('scenarios.list', {})) as Listed<unknown>;
  if (kept.items.length > 0) return; // told before, by a start that was interrupted
  const sets = (await as('simulations.sets', { status: 'draft' })) as Listed<{ readonly id: string }>;
  const [draft] = sets.items;
  if (draft) {
    const { movables } = (await as('simulations.set', { id: draft.id })) as TrialSet;
    const threshold = movables.find((each) => each.part === 'condition' && each.scale?.unit === '%');
    const { value = 3, unit = '%' } = threshold?.scale ?? {};
    const lower = threshold ? { [threshold.parameter]: `${Math.max(1, value - 1)}${unit}` } : {};
    await as('scenarios.add', {
      title: '研发补助：门槛降一个百分点（演示）',
      note: '征求意见时商会建议放宽门槛；看放宽后多出多少企业、多少钱，三百万元盘子够不够。',
      set: draft.id,
      variants: [
        { name: '草案原样', values: {} },
        { name: '门槛降一个百分点', values: lower },
        { name: '降门槛、总盘三百万元', values: lower, budget: { most: 300_000_000, how: { by: 'share' } } },
      ],
    });
  }
  await run({
    at: now - 2 * DAY,
    actor: head,
    operation: 'policy-reviews.conclude',
    input: {
      clause: 'cloud',
      verdict: 'amend',
      reason: '符合的企业都已免申即享，但每户三千元对上云投入带动有限，下一轮改为按投入分档（演示）。',
    },
  });
}
