import type { Day } from '#kernel';
import { periodNamed, periodWords } from '../collect/periods.ts';
import { implausible } from '../collect/submit.ts';
import { cityName, kindWords, ownCity, peerByCode } from './places.ts';
import type { BenchmarkRow, NewBenchmarkRow, PeerPorts } from './ports.ts';

/** One value as it is given, on a form or in a row. */
export type Given = {
  readonly city: string;
  readonly indicator: string;
  readonly period: string;
  readonly value: number;
  readonly source: string;
  readonly sourceDay: Day;
  readonly link?: string | undefined;
  readonly why?: string | undefined;
};

export type FieldFault = { readonly field: keyof Given; readonly what: string; readonly todo: string };

type Against = { readonly today: Day; readonly held: BenchmarkRow | undefined };
type Known = {
  readonly leaves: ReturnType<typeof peerByCode>;
  readonly own: string;
};

/** Judges values of other cities, however many: what they are held against is gathered once. */
export function judging(
  ports: Pick<PeerPorts, 'schemes' | 'tiles' | 'regions'>,
): (given: Given, against: Against) => readonly FieldFault[] {
  const known = { leaves: peerByCode(ports), own: cityName(ownCity(ports).name) };
  return (given, against) => judge(known, given, against);
}

/** What is wrong with a value of another city; nothing when it may stand. */
function judge(
  { leaves, own }: Known,
  { city, indicator, period, value, source, sourceDay, why }: Given,
  { today, held }: Against,
): readonly FieldFault[] {
  const faults: FieldFault[] = [];
  const say = (field: keyof Given, what: string, todo: string): void => {
    faults.push({ field, what, todo });
  };
  const leaf = leaves.get(indicator);
  const span = periodNamed(period);
  if (cityName(city).length < 2) say('city', '没有写城市', '写城市的名称，例如“上海”');
  else if (cityName(city) === own) say('city', '这是本市', '本市的数由填报和办理记录来');
  if (!leaf) say('indicator', `没有指标“${indicator}”`, '指标编号照模板，不要改');
  if (!span) say('period', `“${period}”不是期间`, '写 2025、2025-H1、2025-Q3 或 2025-09');
  else if (leaf && span.kind !== leaf.kind)
    say('period', `“${leaf.title}”${kindWords(leaf.kind)}比，${periodWords(period)}比不上`, '写同一种期间');
  else if (span.first > today) say('period', `${periodWords(period)}还没有到`, '只录已经发布的数');
  const wrong = leaf && implausible(leaf, value);
  if (wrong) say('value', wrong, '请核对数值和计量单位');
  if (source.trim().length < 4) say('source', '没有写来源文件', '写明文件或网页的名称，别人能找到它');
  if (sourceDay > today) say('sourceDay', '来源日期在今天以后', '写文件发布那一天');
  else if (span && sourceDay < span.first) say('sourceDay', `来源日期早于${periodWords(period)}`, '请核对期间和日期');
  if (held && held.value !== value && (why ?? '').trim().length < 4)
    say('why', `已有 ${held.value}（${held.source}），改它要说明理由`, '写明为什么更正');
  return faults;
}

/** Does it say the same as what stands? Then nothing is added. */
export const isSame = (held: BenchmarkRow | undefined, given: Given): boolean =>
  held !== undefined &&
  held.value === given.value &&
  held.source === given.source.trim() &&
  held.sourceDay === given.sourceDay &&
  (given.link ?? '') === (held.link ?? '');

export const rowOf = (
  given: Given,
  by: { readonly id: string; readonly person: string; readonly at: number },
): NewBenchmarkRow => ({
  id: by.id,
  city: cityName(given.city),
  indicator: given.indicator,
  period: given.period,
  value: given.value,
  source: given.source.trim(),
  sourceDay: given.sourceDay,
  link: given.link?.trim() || null,
  why: given.why?.trim() || null,
  recordedAt: by.at,
  recordedBy: by.person,
});
