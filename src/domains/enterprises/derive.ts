import {
  type FactCatalogue,
  type RungData,
  type RungRule,
  rungRule,
  type ScaleRule,
  type ScaleRules,
  scaleRule,
  type TagData,
  type TagRule,
  tagRule,
} from '#engines/registry';
import { hashOf } from '#kernel';
import type { Facts } from '#language';
import type { Derived, FactStore } from './ports.ts';

export type RuleData = {
  readonly scale: ScaleRules;
  readonly tags: readonly TagData[];
  readonly gradient: readonly RungData[];
};

/** The rules of a city, compiled once. */
export type EnterpriseRuleSet = {
  readonly scale: ScaleRule;
  readonly tags: readonly (TagRule & { readonly version: string })[];
  readonly rungs: readonly RungRule[];
  /** Every fact that one of them reads. */
  readonly reads: readonly string[];
};

export const compileRules = (data: RuleData, { language }: FactCatalogue): EnterpriseRuleSet => {
  const scale = scaleRule(data.scale, language);
  const tags = data.tags.map((each) => ({ ...tagRule(each, language), version: hashOf(each.when).slice(0, 12) }));
  const rungs = data.gradient.map((each) => rungRule(each, language));
  const reads = new Set([scale, ...tags, ...rungs].flatMap((each) => each.reads));
  return { scale, tags, rungs, reads: [...reads] };
};

/** On this many open conditions an enterprise still counts as near. */
const NEAR = 3;

/** Size, tags and rungs of one enterprise from its facts, beside the tags it had. */
export function derive(
  { scale, tags, rungs }: EnterpriseRuleSet,
  id: string,
  facts: Facts,
  had: readonly string[],
): Derived {
  const { level } = scale.decide(facts);
  const withScale: Facts = { ...facts, 企业规模: level };
  const given: Derived['given'][number][] = [];
  const taken: Derived['taken'][number][] = [];
  for (const { tag, decide, against, version } of tags) {
    const answer = decide(withScale);
    const before = had.includes(tag.id);
    if (answer && !before) given.push({ tag: tag.id, because: answer.because, rule: version });
    if (!answer && before) taken.push({ tag: tag.id, because: against(withScale) });
  }
  for (const old of had)
    if (!tags.some((each) => each.tag.id === old)) taken.push({ tag: old, because: ['规则已停用'] });
  return {
    id,
    given,
    taken,
    ...(level && { scale: level }),
    rungs: rungs.flatMap((each) => {
      if (each.held(withScale)) return [];
      const short = each.short(withScale);
      return short <= NEAR ? [{ rung: each.rung.id, short }] : [];
    }),
  };
}

const AT_ONCE = 2000;

/** Works out again whatever changed facts have stirred. @returns how many enterprises were looked at */
export async function settleStirred(
  { facts, rules }: { readonly facts: FactStore; readonly rules: () => EnterpriseRuleSet },
  tenant: string,
  now: number,
): Promise<number> {
  const stirred = await facts.stirred(tenant, AT_ONCE);
  if (stirred.length === 0) return 0;
  const ids = stirred.map((each) => each.id);
  const set = rules();
  const records = await facts.records(tenant, ids, set.reads);
  const tags = await facts.openTags(tenant, ids);
  const derived = ids.map((id) => derive(set, id, records.get(id) ?? {}, tags.get(id) ?? []));
  await facts.settle(tenant, stirred, derived, now);
  return ids.length;
}
