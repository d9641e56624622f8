import { causeOperations } from './cause-operations.ts';
import { drawOperations } from './draw-operations.ts';
import type { QualityPorts } from './ports.ts';

export { recordOf } from './cause-operations.ts';
export { ClassMatter, openClassMatter } from './class-matter.ts';
export {
  binomialTail,
  type CauseRecord,
  digestOf,
  type Finding,
  type Mined,
  type MiningPlan,
  mineCauses,
  qValues,
} from './mining/index.ts';
export type { QualityMatter, QualityPorts, RatingStore } from './ports.ts';
export { checkPostMortem, openPostMortem, PostMortemFinding, submitPostMortem } from './post-mortem.ts';
export { type AfterRating, afterRating, BAD_RATING, followRatings } from './rating.ts';
export {
  type Draw,
  DrawRequest,
  type DrawResult,
  type DrawStore,
  type DrawSummary,
  SeedGiven,
} from './sampling/index.ts';

export const qualityOperations = (ports: QualityPorts) => [...drawOperations(ports), ...causeOperations(ports)];
