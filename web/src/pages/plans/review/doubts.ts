import type { PlanDraft, PlanMeasure, PlanName } from '../../../api/types/index.ts';

export type Check = 'units' | 'dates' | 'unsure' | 'open';

export const unknownNames = (draft: PlanDraft): readonly PlanName[] =>
  (draft.names ?? []).filter((name) => name.unit === undefined && name.group !== true);

export const dateUnknown = ({ due }: PlanMeasure): boolean =>
  !due.date && due.recurrence === undefined && due.ongoing !== true;

export const sureEnough = 0.85;

/** What a person should look at, as the checklist counts it. */
export function checksOf(measure: PlanMeasure, unknown: ReadonlySet<string>): readonly Check[] {
  const checks: Check[] = [];
  if ([...measure.lead, ...measure.responsible].some((name) => unknown.has(name)) || measure.lead.length === 0)
    checks.push('units');
  if (dateUnknown(measure)) checks.push('dates');
  if (measure.confidence < sureEnough && !measure.confirmed) checks.push('unsure');
  if (!measure.confirmed) checks.push('open');
  return checks;
}

/** Everything was read for certain and nothing is left to say. */
export const isSure = (measure: PlanMeasure, unknown: ReadonlySet<string>): boolean =>
  measure.confidence >= 1 && !measure.confirmed && checksOf(measure, unknown).every((check) => check === 'open');

export const measuresOf = (draft: PlanDraft): readonly PlanMeasure[] => draft.tasks.flatMap((task) => task.measures);
