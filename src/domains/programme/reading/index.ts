export { readDue } from './due.ts';
export { PLAN_FILE_LIMIT, type PlanFormat, type PlanReading, readPlan } from './read-plan.ts';
export { readPlanDocument, readPlanText } from './read-plan-text.ts';
export type {
  ColumnMapping,
  ColumnRole,
  Comparator,
  Due,
  Finding,
  Inheritable,
  MeasureDraft,
  Milestone,
  PartDraft,
  PlanDraft,
  ReadOptions,
  Recurrence,
  Repair,
  Span,
  Target,
  TaskDraft,
  Validity,
} from './types.ts';
export { isGroupName, looksLikeUnit, splitUnits } from './units.ts';
