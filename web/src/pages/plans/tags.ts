import type { PlanBoardMeasure } from '../../api/types/index.ts';

/** 四张清单 that a plan is looked at by. */
export const fourLists: readonly string[] = ['重点', '长板', '短板', '特色'];

/** As the matter has them, which may have been tagged since; before publication as the draft says. */
export const tagsOf = (measure: PlanBoardMeasure): readonly string[] => [
  ...new Set([...(measure.matter?.tags ?? []), ...(measure.tags ?? [])]),
];
