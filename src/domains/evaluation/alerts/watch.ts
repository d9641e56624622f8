import { addDays, type Day, systemCall } from '#kernel';
import { collectedLeaves, subjectNames, subjectsOf } from '../collect/collected-leaves.ts';
import { type CollectPeriod, periodBefore, periodNamed, periodOf, periodWords } from '../collect/periods.ts';
import type { ValueRow } from '../collect/stores.ts';
import { countyLeague } from '../county-league.ts';
import { indicatorNamed, within } from '../events/read.ts';
import { merged, valueFrom } from '../events/value.ts';
import { PERIODS, type Period, todayOf, windowBefore, windowOf } from '../events/window.ts';
import { schemeNamed } from '../league.ts';
import type { EvaluationPorts, Sums } from '../ports.ts';
import { type Alert, type LateAlert, type Reading, readAlert, readWorse, type TierAlert, tierWith } from './alert.ts';

type Asked = { readonly tenant: string; readonly now: number; readonly today: Day };
/** One thing that was looked at: which, how it stands, and what is said of it. */
type Finding = {
  readonly key: string;
  readonly reading: Reading;
  readonly indicator: string;
  readonly title: string;
  readonly text: string;
};

/** Looks at everything that may ring; what went past opens one matter, until it came back. A job. */
export async function watchIndicators(ports: EvaluationPorts, tenant: string, now: number): Promise<number> {
  const asked = { tenant, now, today: todayOf(now) };
  const { alerts, tiers, late } = ports.alerts();
  const open = await ports.episodes.open(tenant);
  let opened = 0;
  for (const look of [
    ...alerts.map((each) => () => valuesOf(ports, asked, each)),
    ...tiers.map((each) => () => tiersOf(ports, asked, each)),
    ...late.map((each) => () => lateOf(ports, asked, each)),
  ])
    for (const each of await look()) if (await told(ports, asked, open, each)) opened += 1;
  return opened;
}

async function told(ports: EvaluationPorts, asked: Asked, open: ReadonlySet<string>, found: Finding): Promise<boolean> {
  const { tenant, now, today } = asked;
  const { key, reading, indicator, title, text } = found;
  if (reading === 'within' && open.has(key)) await ports.episodes.end(tenant, key, now);
  if (reading !== 'past' || open.has(key)) return false;
  // The matter first: if this stops half-way, the same key finds it again.
  const { id } = await ports.openMatter(systemCall(tenant, now, `${key} ${today}`), {
    key: `alert ${key} ${today}`,
    loop: 'indicator-alert',
    fields: { title, text, indicator },
  });
  return ports.episodes.begin(tenant, key, now, id);
}

/** A fixed threshold, or the indicator's own period before; of the whole city, or of each category or county. */
async function valuesOf(ports: EvaluationPorts, { tenant, now, today }: Asked, alert: Alert): Promise<Finding[]> {
  const { source, indicator } = indicatorNamed(ports, alert.indicator);
  const only = { ...source, indicators: [indicator] };
  const [current, past] = await Promise.all([
    ports.marks.sums(tenant, only, windowOf(alert.period, today, now), alert.by, {}),
    alert.worse === undefined ? [] : ports.marks.sums(tenant, only, windowBefore(alert.period, today), alert.by, {}),
  ]);
  return groupsOf(ports, alert, current).map(({ group, name, takes }) => {
    const value = valueFrom(indicator, merged(current.filter(takes)));
    const before = valueFrom(indicator, merged(past.filter(takes)));
    const isWorse = alert.worse !== undefined;
    const reading = isWorse ? readWorse(alert, indicator.direction, value, before) : readAlert(alert, value);
    const limit = isWorse
      ? `上一期为 ${rounded(before.value)}${indicator.unit}`
      : `${alert.below === undefined ? '高于' : '低于'}警戒值 ${alert.below ?? alert.above}${indicator.unit}`;
    return {
      key: group === '' ? alert.id : `${alert.id} ${group}`,
      reading,
      indicator: indicator.id,
      title: `${PERIODS[alert.period]}${name}“${indicator.title}”为 ${rounded(value.value)}${indicator.unit}，${limit}`,
      text: `按 ${value.counted} 条记录计算，差距超出正常波动。请查明是哪些单位、哪些环节造成的，说明措施。`,
    };
  });
}

const rounded = (value: number | null): number | null => (value === null ? null : Math.round(value * 10) / 10);

type Group = { readonly group: string; readonly name: string; readonly takes: (sums: Sums) => boolean };

function groupsOf(ports: EvaluationPorts, { by }: Alert, sums: readonly Sums[]): readonly Group[] {
  if (by === 'none') return [{ group: '', name: '', takes: () => true }];
  if (by === 'category')
    return [...new Set(sums.map((each) => each.group))]
      .filter((group) => group !== '')
      .map((group) => ({ group, name: ports.categoryTitle(group), takes: (each) => each.group === group }));
  const name = subjectNames(ports);
  return ports.tiles().map(({ region }) => {
    const codes = within(ports.regions(), region);
    return { group: region, name: name(region), takes: (each) => codes.has(each.group) };
  });
}

/** As it went lately, this county will not stay in its tier: its score lies beneath the interval that it has now. */
async function tiersOf(ports: EvaluationPorts, { tenant, now, today }: Asked, alert: TierAlert): Promise<Finding[]> {
  const scheme = schemeNamed(ports, alert.scheme);
  const leagueOver = (period: Period) => countyLeague(ports, { tenant }, scheme, { period, on: today, now });
  const [{ lines }, { lines: lately }] = await Promise.all([leagueOver(alert.period), leagueOver(alert.lately)]);
  return lines.flatMap(({ unit, score, scoreInterval, tier }): Finding[] => {
    const recent = lately.find((each) => each.unit.id === unit.id)?.score ?? null;
    if (score === null || recent === null || tier === null || !scoreInterval) return [];
    const next = tierWith(lines, unit.id, recent) ?? tier;
    const isPast = next > tier && recent < scoreInterval[0];
    return [
      {
        key: `${alert.id} ${unit.id}`,
        reading: isPast ? 'past' : next <= tier ? 'within' : 'unsure',
        indicator: scheme.scheme,
        title: `${unit.name}“${scheme.title}”将由第 ${tier} 档落到第 ${next} 档`,
        text: `${PERIODS[alert.period]} ${score.toFixed(1)} 分，${PERIODS[alert.lately]}只有 ${recent.toFixed(1)} 分，低于原来的误差区间。请查明是哪几项变差，说明措施。`,
      },
    ];
  });
}

/** What was stated of earlier periods, and of the one that ended last still is not. */
async function lateOf(ports: EvaluationPorts, { tenant, now, today }: Asked, alert: LateAlert): Promise<Finding[]> {
  const found = ports.schemes().map(async (scheme): Promise<Finding[]> => {
    const leaves = collectedLeaves(ports, scheme);
    const subjects = new Set(subjectsOf(ports, scheme));
    if (leaves.length === 0 || subjects.size === 0) return [];
    const codes = leaves.map((each) => each.indicator);
    const rows = (await ports.values.held(tenant, codes, now + 1)).filter((each) => subjects.has(each.subject));
    return [...Map.groupBy(leaves, (each) => each.kind)].map(([kind, own]) => {
      const due = periodBefore(periodOf(kind, addDays(today, -alert.days)));
      const missing = own.filter(({ indicator }) => isLate(rows, indicator, due));
      return {
        key: `${alert.id} ${scheme.scheme} ${kind}`,
        reading: missing.length > 0 ? 'past' : 'within',
        indicator: scheme.scheme,
        title: `“${scheme.title}”${periodWords(due.code)}还有 ${missing.length} 项数没有入库`,
        text: `期末已过 ${alert.days} 天以上。没有入库的：${missing.map((each) => each.title).join('、')}。请督促数源单位填报，或注明缺数的原因。`,
      };
    });
  });
  return (await Promise.all(found)).flat();
}

/** Of somebody there is an earlier value, and none of this period. */
function isLate(rows: readonly ValueRow[], indicator: string, due: CollectPeriod): boolean {
  const own = Map.groupBy(
    rows.filter((each) => each.indicator === indicator),
    (each) => each.subject,
  );
  return [...own.values()].some(
    (each) =>
      each.every(({ period }) => period !== due.code) &&
      each.some(({ period }) => (periodNamed(period)?.last ?? due.last) < due.first),
  );
}
