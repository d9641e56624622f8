import type { Lamp, PlanBoardTask } from '../../api/types/index.ts';
import { leadsOf } from './measure-now.ts';

export type UnitLine = { readonly name: string; readonly total: number } & Readonly<Record<Lamp, number>>;

const none: Readonly<Record<Lamp, number>> = { normal: 0, near: 0, overdue: 0, suspended: 0, done: 0 };

/** A measure with two lead units counts with each: each must explain it. */
export function byUnit(tasks: readonly PlanBoardTask[]): readonly UnitLine[] {
  const lines = new Map<string, UnitLine>();
  for (const measure of tasks.flatMap((task) => task.measures)) {
    const { matter } = measure;
    const lead = leadsOf(measure);
    for (const name of lead.length > 0 ? lead : ['未定单位']) {
      const line = lines.get(name) ?? { name, total: 0, ...none };
      const lamp = matter?.lamp ?? 'normal';
      lines.set(name, { ...line, total: line.total + 1, [lamp]: line[lamp] + 1 });
    }
  }
  return [...lines.values()].sort((a, b) => b.overdue - a.overdue || b.near - a.near || b.total - a.total);
}

/** The chart's title is what it shows. */
export function conclusion(lines: readonly UnitLine[]): string {
  const overdue = lines.filter((line) => line.overdue > 0);
  const [first] = lines;
  if (overdue.length === 0)
    return first && first.near > 0 ? `没有超期，临期最多的是${first.name}` : '没有超期，也没有临期';
  const names = overdue.slice(0, 3).map((line) => line.name);
  return overdue.length <= 3 ? `超期都在${names.join('、')}` : `超期主要在${names.join('、')}`;
}
