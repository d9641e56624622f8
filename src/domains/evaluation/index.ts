import { appraisalOperations } from './appraisal/operations.ts';
import { boardOperations } from './boards/operations.ts';
import { cockpitOperations } from './cockpit-operations.ts';
import { indicatorOperations } from './indicator-operations.ts';
import { organisationOperations } from './organisation/operations.ts';
import type { EvaluationPorts } from './ports.ts';
import { reformOperations } from './reforms/operations.ts';
import { schemeOperations } from './scheme-operations.ts';
import { styleOperations } from './style/operations.ts';

export type { EpisodeStore, Ringing } from './alerts/ports.ts';
export { watchIndicators } from './alerts/watch.ts';
export { type HeldShare, leavesShares, sharesOf } from './appraisal/attribution.ts';
export type {
  ActReader,
  Correction,
  CorrectionStore,
  HeldReader,
  HeldRecord,
  RatedReader,
  RollupStep,
  RollupStore,
  Ruler,
} from './appraisal/ports.ts';
export { notTheScorer, objectionUpheld } from './appraisal/uphold.ts';
export { type BlockPorts, blockOperations } from './blocks/operations.ts';
export type { FigureStore, KeptFigure } from './blocks/tables.ts';
export { type BriefDesk, type BriefPorts, briefOperations, issueWeeklyBrief } from './brief/operations.ts';
export {
  askDueFills,
  COLLECT_CALLS,
  COLLECT_CHECKS,
  type CollectPorts,
  type CollectSchedule,
  collectOperations,
  type Fill,
  type FillLine,
  type FillStore,
  type ScheduleStore,
  type ValueRow,
  type ValueStore,
} from './collect/index.ts';
export type { DayStore } from './day-store.ts';
export type { CompiledIndicator, CompiledSource } from './events/definition.ts';
export { type Mark, markOnce, marksOfMatter } from './events/marks.ts';
export { checkFirmScheme } from './firms/check.ts';
export { firmOperations } from './firms/operations.ts';
export type { FirmPorts } from './firms/own-ports.ts';
export type { FactSource, FirmFact, FirmReader, FirmRow } from './firms/ports.ts';
export { followEvents } from './follow-events.ts';
export { createKept, type Kept } from './kept.ts';
export { EVALUATION_CALLS, EVALUATION_CHECKS } from './loop-names.ts';
export {
  type Material,
  type MaterialFilter,
  type MaterialPorts,
  type MaterialStore,
  materialOperations,
} from './materials/index.ts';
export type { MoneyReader, MoneyStage } from './money.ts';
export type { DualLead, DualStore } from './organisation/dual.ts';
export type { AimMeasure, GapEntry, OrganisationStore, TopicMeeting } from './organisation/ports.ts';
export { type EvaluationPack, readEvaluationPack } from './packs.ts';
export { keepDays } from './past-days.ts';
export {
  type BenchmarkRow,
  type BenchmarkStore,
  benchmarkOperations,
  type PeerPorts,
} from './peers/index.ts';
export type {
  EvaluationPorts,
  FileMaker,
  GroupBy,
  MarkedRecord,
  MarkFilter,
  MarkKeeper,
  MarkReader,
  Paper,
  RunStore,
  StoodAsked,
  StoodRow,
  StoredRun,
  Sums,
  Window,
} from './ports.ts';
export { publicityOver, scoredByThree } from './reforms/checks.ts';
export type { CallNotice, ReformCase, ReformStore, Vote } from './reforms/ports.ts';

export {
  type SchemeRun,
  type SchemeRunHead,
  type SchemeRunPorts,
  type SchemeRunStore,
  schemeRunOperations,
} from './runs/index.ts';

export type { StyleReview, StyleSource, StyleStore, StyleTally } from './style/ports.ts';
export { pointsOf } from './style/results.ts';

/** Indicators, schemes, the cockpit. */
export const evaluationOperations = (ports: EvaluationPorts) => [
  ...indicatorOperations(ports),
  ...schemeOperations(ports),
  ...cockpitOperations(ports),
  ...appraisalOperations(ports),
  ...organisationOperations(ports),
  ...boardOperations(ports),
  ...reformOperations(ports),
  ...styleOperations(ports),
];
