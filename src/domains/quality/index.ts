import { causeOperations } from './cause-operations.ts';
import { drawOperations } from './draw-operations.ts';
import type { QualityPorts } from './ports.ts';

export { openFoundCauses } from './found-causes.ts';
export { LOOP_CALLS, LOOP_CHECKS } from './loop-hooks.ts';
export type {
  CauseRecord,
  Finding,
  Mined,
  MiningPlan,
} from './mining/index.ts';
export type { QualityMatter, QualityPorts, RatingStore } from './ports.ts';
export { checkPostMortem } from './post-mortem.ts';
export { type AfterRating, afterRating, followRatings } from './rating.ts';
export type {
  Draw,
  DrawResult,
  DrawStore,
  DrawSummary,
} from './sampling/index.ts';

export const qualityOperations = (ports: QualityPorts) => [...drawOperations(ports), ...causeOperations(ports)];
