import type { DateContext } from './dates.ts';
import { type Flow, spanOfFlow } from './flow.ts';
import type { Mapped } from './mapped.ts';
import { dueOf, findMilestones } from './milestones.ts';
import { findTargets } from './targets.ts';
import type { Due, Inheritable, MeasureDraft, Span } from './types.ts';

/** What was read about a measure, before numbers and doubts. */
export type MeasureFacts = {
  readonly number: number;
  readonly flow: Flow;
  readonly lead: readonly string[];
  readonly responsible: readonly string[];
  /** null: nothing printed in its own place; the text may still name a time. */
  readonly due: Due | null;
  readonly inherited: readonly Inheritable[];
  readonly evidence: MeasureDraft['evidence'];
  readonly doubts: readonly Doubt[];
};

/** A reason for caution and how much it takes from the confidence. */
export type Doubt = { readonly note: string; readonly weight: number };

const none: Due = { text: '', date: null };

function dueDoubts(due: Due): Doubt[] {
  if (due.text === '') return [{ note: '原文未写完成时限', weight: 0.1 }];
  if (due.date !== null || due.recurrence !== undefined || due.ongoing) return [];
  return [{ note: `时限“${due.text}”未能换算成日期`, weight: 0.2 }];
}

const round = (value: number): number => Math.round(Math.min(1, Math.max(0.05, value)) * 100) / 100;

/** Completes a measure: times and figures in its text, its span, what is doubtful about it. */
export function buildMeasure(mapped: Mapped, facts: MeasureFacts, context: DateContext): Omit<MeasureDraft, 'key'> {
  const { flow, number, lead, responsible, inherited } = facts;
  const at = (start: number, end: number): Span => spanOfFlow(mapped, flow, start, end);
  const found = findMilestones(flow.text, context);
  const named = facts.due === null ? dueOf(found) : null;
  const due: Due = facts.due ?? (named === null ? none : bare(named));
  const doubts: Doubt[] = [
    ...facts.doubts,
    ...(lead.length === 0 ? [{ note: '原文未写明牵头单位', weight: 0.5 }] : []),
    ...(named === null ? [] : [{ note: `时限取自正文“${named.text}”，可能只约束其中一句`, weight: 0.1 }]),
    ...dueDoubts(due),
  ];
  return {
    number,
    text: flow.text,
    lead,
    responsible,
    due,
    inherited,
    targets: findTargets(flow.text).map(({ start, end, ...target }) => ({ ...target, span: at(start, end) })),
    span: at(0, flow.text.length),
    confidence: round(1 - doubts.reduce((sum, { weight }) => sum + weight, 0)),
    doubts: doubts.map(({ note }) => note),
    evidence: named === null ? facts.evidence : { ...facts.evidence, due: at(named.start, named.end) },
    milestones: found.map(({ start, end, ...milestone }) => ({ ...milestone, span: at(start, end) })),
  };
}

const bare = ({ start: _start, end: _end, ...due }: Due & { readonly start: number; readonly end: number }): Due => due;
