import { z } from 'zod';
import type { FactCatalogue, FactDefinition } from '#engines/registry';
import { displayValue, type Exact, evaluate, type FactValue, parseExpression, titleOf } from '#language';
import type { Lists } from './list-lookup.ts';
import type { KnownFact, PastFact, RivalFact, SourceRow } from './ports.ts';

export const SourceView = z.object({
  kind: z.string(),
  title: z.string(),
  department: z.object({ code: z.string(), title: z.string() }).optional(),
  asOfDay: z.string(),
  observedAt: z.number(),
  confidence: z.number(),
});
export const FactView = z.object({
  key: z.string(),
  name: z.string(),
  shown: z.string(),
  value: z.unknown(),
  unit: z.string().optional(),
  sensitivity: z.enum(['open', 'internal', 'sensitive']),
  owner: z.object({ code: z.string(), title: z.string() }),
  source: SourceView.optional(),
  stale: z.boolean().describe('超过有效天数'),
  freshDays: z.number(),
  rivals: z.array(z.object({ shown: z.string(), source: SourceView.optional() })),
});
export type FactView = z.infer<typeof FactView>;

export type Showing = {
  readonly catalogue: FactCatalogue;
  readonly lists: Lists;
  readonly kindTitle: (kind: string) => string;
};

const ownerOf = (code: string, lists: Lists) => ({ code, title: lists.get('fact-owner')?.get(code) ?? code });

export function sourceView(source: SourceRow, { lists, kindTitle }: Showing): z.infer<typeof SourceView> {
  return {
    kind: source.kind,
    title: source.title || kindTitle(source.kind),
    asOfDay: source.asOf,
    observedAt: source.observedAt,
    confidence: source.confidence,
    ...(source.department && { department: ownerOf(source.department, lists) }),
  };
}

const NO_TITLES: ReadonlyMap<string, string> = new Map();

/** A value as people read it: 1234.5万元, 2.4%, 是, C3921 电子…, 2020年3月1日. */
export function shownValue(fact: FactDefinition, value: FactValue, { catalogue }: Showing): string {
  if (value === null || value === undefined) return '未知';
  if (fact.type === 'code') {
    const title = titleOf(fact.titles ?? NO_TITLES, String(value));
    return title === value || fact.codeList !== 'GB/T 4754' ? title : `${title}（${String(value)}）`;
  }
  const type = catalogue.language.types.get(fact.name);
  const parsed = parseExpression(fact.name, catalogue.language);
  if (!type || !parsed.ok) return String(value);
  const exact = fact.type === 'percent' ? String(value) : value;
  return displayValue(evaluate(parsed.expression, { [fact.name]: exact }).value as Exact, type);
}

const asValue = (fact: FactDefinition, text: string): FactValue => {
  if (fact.type === 'boolean') return text === 'true' || text === 't';
  return fact.type === 'money' || (fact.type === 'number' && !fact.decimals) ? Number(text) : text;
};
export const shownText = (fact: FactDefinition, text: string, showing: Showing): string =>
  shownValue(fact, asValue(fact, text), showing);

const DAY = 86_400_000;

export function factViews(
  known: readonly KnownFact[],
  rivals: readonly RivalFact[],
  now: number,
  showing: Showing,
): readonly FactView[] {
  const others = Map.groupBy(rivals, (each) => each.key);
  return known.flatMap(({ key, value, source: said }): readonly FactView[] => {
    const fact = showing.catalogue.byKey.get(key);
    if (!fact) return [];
    // What is worked out has no source but the rule.
    const source = fact.derived ? undefined : said;
    return [
      {
        key,
        name: fact.name,
        shown: shownValue(fact, value, showing),
        value,
        sensitivity: fact.sensitivity,
        owner: ownerOf(fact.owner, showing.lists),
        stale: source !== undefined && now - source.observedAt > fact.freshDays * DAY,
        freshDays: fact.freshDays,
        rivals: (others.get(key) ?? []).map((each) => ({
          shown: shownText(fact, each.value, showing),
          ...(each.source && { source: sourceView(each.source, showing) }),
        })),
        ...(fact.unit && { unit: fact.unit }),
        ...(source && { source: sourceView(source, showing) }),
      },
    ];
  });
}

export const PastView = z.object({
  shown: z.string(),
  fromDay: z.string(),
  toDay: z.string(),
  endedAt: z.number(),
  source: SourceView.optional(),
});

export const pastView = (fact: FactDefinition, past: PastFact, showing: Showing): z.infer<typeof PastView> => ({
  shown: shownText(fact, past.value, showing),
  fromDay: past.validFrom,
  toDay: past.validTo,
  endedAt: past.endedAt,
  ...(past.source && { source: sourceView(past.source, showing) }),
});
