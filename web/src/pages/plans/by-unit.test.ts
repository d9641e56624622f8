import { describe, expect, it } from 'vitest';
import type { Lamp, MatterRow, PlanBoardMeasure, PlanBoardTask } from '../../api/types/index.ts';
import { byUnit, conclusion } from './by-unit.ts';

const measure = (lead: readonly string[], lamp: Lamp): PlanBoardMeasure =>
  ({ lead, responsible: [], matter: { lamp } as MatterRow }) as unknown as PlanBoardMeasure;
const task = (...measures: readonly PlanBoardMeasure[]): PlanBoardTask => ({
  number: 1,
  key: '1',
  title: '',
  part: null,
  measures,
});

describe('a plan by unit', () => {
  const lines = byUnit([
    task(measure(['市住建局', '市发改委'], 'overdue'), measure(['市发改委'], 'near'), measure(['市税务局'], 'done')),
  ]);
  it('counts a measure of two lead units with both', () => {
    expect(lines.map(({ name, total, overdue }) => [name, total, overdue])).toEqual([
      ['市发改委', 2, 1],
      ['市住建局', 1, 1],
      ['市税务局', 1, 0],
    ]);
  });
  it('says where the overdue ones are', () => {
    expect(conclusion(lines)).toBe('超期都在市发改委、市住建局');
    expect(conclusion(byUnit([task(measure(['甲'], 'done'))]))).toBe('没有超期，也没有临期');
  });
});
