import { type Directory, isComplainedOf, type MatterState } from '#engines/matters';
import type { DispatchMap } from './dispatch-map.ts';

/** A similar matter that came to an end, and who handled it. */
export type Precedent = { readonly state: MatterState; readonly score: number };

export type Asking = {
  readonly state: Pick<MatterState, 'office' | 'region' | 'grade' | 'complainedOf' | 'fields'> &
    Partial<Pick<MatterState, 'hops' | 'reopenings'>>;
  readonly map: DispatchMap;
  readonly directory: Directory;
  readonly precedents: readonly Precedent[];
  /** Levels that may handle a grade, most serious first. */
  readonly grading: readonly { readonly grade: string; readonly title: string; readonly level?: number | undefined }[];
  /** Open matters alike, this one not counted. */
  readonly alike: number;
};

export type Suggestion = {
  /** Down from the office: the first is whom to assign to. Empty when nothing is known. */
  readonly path: readonly string[];
  readonly coUnits: readonly string[];
  readonly why: string;
  readonly grade?: { readonly code: string; readonly title: string; readonly why: string };
};

// Two precedents that agree outweigh the city's table, which knows categories only.
const AGREED = { least: 2, share: 0.6 };

/**
 * Proposes whom to give a matter to: who finally handled similar ones in the region, else whom the city's table names;
 * never a unit complained of, and never one below the level that the grade asks for.
 */
export function suggest(asking: Asking): Suggestion {
  const grade = gradeFor(asking);
  const rule = asking.map.rules.find((each) => each.category === asking.state.fields.category);
  const found = fromReturn(asking) ?? fromPrecedents(asking) ?? fromTable(asking, rule?.function);
  const lifted = found && lift(found, asking, grade?.code ?? asking.state.grade, rule?.function);
  if (!lifted)
    return {
      path: [],
      coUnits: [],
      why: '相似的先例没有共同的承办单位，分工表里也没有此类别的单位，请人工选定',
      ...(grade ? { grade } : {}),
    };
  const coUnits = coUnitsFor(asking, rule?.with ?? [], lifted.unit);
  return { path: pathTo(lifted.unit, asking), coUnits, why: lifted.why, ...(grade ? { grade } : {}) };
}

type Found = { readonly unit: string; readonly why: string };

/** Whoever gave it back last has named the right one. */
function fromReturn({ state, directory }: Asking): Found | undefined {
  const last = state.hops?.findLast((each) => each.parent === null);
  if (last?.stage !== 'returned' || last.proposed === undefined) return undefined;
  const unit = directory.unit(last.proposed);
  if (!unit || isComplainedOf(unit.id, state.complainedOf, directory)) return undefined;
  return { unit: unit.id, why: `${directory.unit(last.unit)?.name ?? last.unit}退办时建议由${unit.name}承办` };
}

/** The unit to which the office gave it at the end. */
export const handlerOf = (state: MatterState): string | undefined =>
  state.hops.findLast((each) => each.parent === null)?.unit;

function fromPrecedents({ precedents, state, directory }: Asking): Found | undefined {
  const votes = new Map<string, { weight: number; count: number }>();
  let total = 0;
  for (const { state: before, score } of precedents) {
    const unit = handlerOf(before);
    if (unit === undefined || before.region !== state.region || !directory.unit(unit)) continue;
    if (isComplainedOf(unit, state.complainedOf, directory)) continue;
    const vote = votes.get(unit) ?? { weight: 0, count: 0 };
    votes.set(unit, { weight: vote.weight + score, count: vote.count + 1 });
    total += score;
  }
  const best = [...votes].sort(([a, x], [b, y]) => y.weight - x.weight || (a < b ? -1 : 1))[0];
  if (!best || best[1].count < AGREED.least || best[1].weight < AGREED.share * total) return undefined;
  const name = directory.unit(best[0])?.name ?? best[0];
  return { unit: best[0], why: `${best[1].count}件相似诉求最后都由${name}办结` };
}

function fromTable({ map, state, directory }: Asking, name: string | undefined): Found | undefined {
  const line = name === undefined ? undefined : map.functions[name];
  if (!line) return undefined;
  const unit = line.units[regionOf(state, directory)] ?? cityUnit(line.units, directory);
  if (unit === undefined || !directory.unit(unit)) return undefined;
  const assumed = map.source.assumed ? '（分工表待本地核对）' : '';
  return { unit, why: `此类诉求属“${line.title}”，由${directory.unit(unit)?.name}承办${assumed}` };
}

const regionOf = (state: Asking['state'], directory: Directory): string =>
  state.region ?? directory.unit(state.office)?.region ?? '';

/** The one of the highest level. */
const cityUnit = (units: Readonly<Record<string, string>>, directory: Directory): string | undefined =>
  Object.values(units)
    .filter((each) => directory.unit(each))
    .sort((a, b) => (directory.unit(a)?.level ?? 9) - (directory.unit(b)?.level ?? 9))[0];

/** Goes up while the unit is complained of or below the grade's level. */
function lift(found: Found, asking: Asking, grade: string | undefined, line: string | undefined): Found | undefined {
  const { directory, state, map, grading } = asking;
  const rule = grading.find((each) => each.grade === grade);
  const levelOf = (unit: string | undefined): number => directory.unit(unit ?? '')?.level ?? 9;
  const tooLow = (unit: string): boolean => rule?.level !== undefined && levelOf(unit) > rule.level;
  const before = (state.reopenings ?? 0) > 0 ? state.hops?.findLast((each) => each.parent === null)?.unit : undefined;
  // Whoever did not do well the first time does not get it again, unless nobody stands above him.
  const again = (unit: string): boolean =>
    before !== undefined && levelOf(before) > 1 && levelOf(unit) >= levelOf(before);
  const isBad = (unit: string): boolean =>
    isComplainedOf(unit, state.complainedOf, directory) || tooLow(unit) || again(unit);
  if (!isBad(found.unit)) return found;
  const because = isComplainedOf(found.unit, state.complainedOf, directory)
    ? '被反映的单位不能承办'
    : tooLow(found.unit)
      ? `“${rule?.title}”须由更高层级承办`
      : '重办的事项须交上一级单位';
  const above = [
    ...(line === undefined ? [] : [cityUnit(map.functions[line]?.units ?? {}, directory)]),
    ...directory.ancestors(found.unit),
  ];
  const better = above.find((each) => each !== undefined && isOrdinary(each, directory) && !isBad(each));
  if (better === undefined) return undefined;
  return { unit: better, why: `${found.why}；${because}，改由${directory.unit(better)?.name}承办` };
}

// A government as a whole handles nothing; its office or departments do.
const isOrdinary = (unit: string, directory: Directory): boolean =>
  !['city', 'county', 'group'].includes(directory.unit(unit)?.kind ?? 'group');

/** From the office that holds it: by way of the office of the unit's own region where there is one. */
function pathTo(unit: string, { state, directory }: Asking): readonly string[] {
  const own = directory.officeFor(directory.unit(unit)?.region);
  const between =
    own === state.office || own === unit || isComplainedOf(own, state.complainedOf, directory) ? [] : [own];
  return [...between, unit];
}

function coUnitsFor(asking: Asking, lines: readonly string[], unit: string): readonly string[] {
  const { map, state, directory, precedents } = asking;
  const often = new Map<string, number>();
  for (const { state: before } of precedents)
    for (const each of new Set(before.obligations.map((owed) => owed.unit)))
      often.set(each, (often.get(each) ?? 0) + 1);
  const usual = lines.flatMap((line) => {
    const units = map.functions[line]?.units ?? {};
    const found =
      units[directory.unit(unit)?.region ?? ''] ?? units[regionOf(state, directory)] ?? cityUnit(units, directory);
    return found === undefined ? [] : [found];
  });
  const before = [...often].filter(([, count]) => count * 2 > precedents.length && count > 1).map(([each]) => each);
  return [...new Set([...usual, ...before])].filter(
    (each) => each !== unit && directory.unit(each) && !isComplainedOf(each, state.complainedOf, directory),
  );
}

/** Where nobody graded it yet: what most of the similar ones were, one up when several alike wait. */
function gradeFor({ state, precedents, grading, alike }: Asking): Suggestion['grade'] {
  if (state.grade !== undefined) return undefined;
  const least = grading.at(-1);
  const counts = Map.groupBy(
    precedents.filter((each) => each.state.grade),
    (each) => each.state.grade ?? '',
  );
  const usual = [...counts].sort(([, a], [, b]) => b.length - a.length)[0];
  const base = grading.find((each) => each.grade === usual?.[0]) ?? least;
  if (!base) return undefined;
  const at = grading.indexOf(base);
  const up = alike >= 2 && at > 0 ? grading[at - 1] : undefined;
  const { grade: code, title } = up ?? base;
  const first = usual ? `相似诉求多定为“${base.title}”` : '没有可比的先例，先按最轻';
  return { code, title, why: up ? `${first}；另有${alike}件同类在办，提一级` : first };
}
