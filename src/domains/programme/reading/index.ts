export { type PlanFormat, type PlanReading, readPlan } from './read-plan.ts';
export { readPlanText } from './read-plan-text.ts';
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
