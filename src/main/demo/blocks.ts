import type { FileValue } from '#kernel';
import type { DemoCity, Step } from '#platform/demo';
import { readTable, writeTable } from '#platform/documents';

type Run = (step: Pick<Step, 'at' | 'actor' | 'operation' | 'input'>) => Promise<unknown>;

/** 五张报表 of the last full month: the sheet as the system hands it out, filled, and handed in. */
export async function tellBlocks(demo: DemoCity, run: Run, now: number): Promise<void> {
  const actor = demo.official('qz-biz-office', 'office-head');
  if (!actor) return;
  const [year = 0, current = 1] = new Date(now).toISOString().slice(0, 7).split('-').map(Number);
  const month = new Date(Date.UTC(year, current - 2, 1)).toISOString().slice(0, 7);
  const as = (operation: string, input: Step['input']) => run({ at: now, actor, operation, input });
  const sheet = (await as('blocks.sheet', { month })) as FileValue;
  const rows = (await readTable(sheet, ['区块代码', '指标'])) ?? [];
  const headings = ['区块代码', '区块', '报表', '指标', '单位', '计划', '实际'];
  const filled = await writeTable({
    kind: 'xlsx',
    name: '五张报表（演示）',
    mark: '',
    headings,
    rows: rows.map(({ cells }, at) => {
      const plan = 20 + ((at * 37) % 180);
      // From four fifths to a tenth above the plan, the same each time.
      const whole = ['个', '家'].includes(cells.get('单位') ?? '');
      const exact = (plan * (82 + ((at * 11) % 28))) / 100;
      const actual = whole ? Math.round(exact) : Math.round(exact * 10) / 10;
      return headings.map((each) => (each === '计划' ? plan : each === '实际' ? actual : (cells.get(each) ?? '')));
    }),
  });
  await as('blocks.import', { file: filled, month });
}
