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
  it('counts a measure with the unit that leads it today', () => {
    const given = { ...measure(['市住建局'], 'overdue') };
    const changed = [{ name: 'lead', title: '牵头单位', of: 'holder', display: '市交通运输局', was: '市住建局' }];
    const [line, ...others] = byUnit([
      task({ ...given, matter: { ...given.matter, changed } as unknown as MatterRow }),
    ]);
    expect([line?.name, others.length]).toEqual(['市交通运输局', 0]);
  });
  it('says where the overdue ones are', () => {
    expect(conclusion(lines)).toBe('超期都在市发改委、市住建局');
    expect(conclusion(byUnit([task(measure(['甲'], 'done'))]))).toBe('没有超期，也没有临期');
  });
});
