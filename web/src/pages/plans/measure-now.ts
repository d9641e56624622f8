import type { ChangedField, PlanBoardMeasure } from '../../api/types/index.ts';

/** What 变更牵头 or 延期 made different from the plan. */
export const changeOf = ({ matter }: PlanBoardMeasure, of: ChangedField['of']): ChangedField | undefined =>
  matter?.changed?.find((each) => each.of === of);

/** Who leads it today. */
export function leadsOf(measure: PlanBoardMeasure): readonly string[] {
  const changed = changeOf(measure, 'holder');
  return changed ? [changed.display] : measure.lead;
}
