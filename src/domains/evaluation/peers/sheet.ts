import { type Call, Day, type FileValue, refuse, writtenDay } from '#kernel';
import { todayOf } from '../events/window.ts';
import { type FieldFault, type Given, isSame, judging, rowOf } from './judge.ts';
import { cityName, peerLeaves, periodFrom, periodsIn } from './places.ts';
import type { BenchmarkRow, PeerPorts } from './ports.ts';

const COLUMNS = {
  city: '城市',
  indicator: '指标编号',
  title: '指标',
  unit: '计量单位',
  period: '期间',
  value: '数值',
  source: '来源文件',
  sourceDay: '来源日期',
  link: '网址',
  why: '更正理由',
} as const;
const HEADINGS = Object.values(COLUMNS);
const NEEDED = ['城市', '指标编号', '期间', '数值', '来源文件', '来源日期'];
const MOST = 5000;

export type Fault = { readonly row: number; readonly column: string; readonly what: string; readonly todo: string };
type Row = { readonly line: number; readonly cells: ReadonlyMap<string, string> };

/** One row for each city and indicator of a scheme, with what is known already. */
export async function template(
  ports: PeerPorts,
  call: Call,
  asked: { readonly scheme?: string | undefined; readonly year: string; readonly cities: readonly string[] },
): Promise<FileValue> {
  const { title, leaves } = peerLeaves(ports, asked);
  const indicators = leaves.map((each) => each.indicator);
  const held = keyed(await ports.benchmarks.held(call.tenant, { indicators, cities: asked.cities }));
  const cities = asked.cities.length > 0 ? asked.cities : [''];
  const rows = cities.flatMap((city) =>
    leaves.map((leaf) => {
      const periods = periodsIn(asked.year, leaf.kind);
      const known = periods.map((each) => held.get(`${city} ${leaf.indicator} ${each}`)).find(Boolean);
      const period = known?.period ?? periods.at(-1) ?? asked.year;
      const said = [known?.value ?? '', known?.source ?? '', known?.sourceDay ?? '', known?.link ?? '', ''];
      return [city, leaf.indicator, leaf.title, leaf.unit, period, ...said];
    }),
  );
  return ports.table({ name: `标杆城市数据 ${title} ${asked.year}`, headings: HEADINGS, rows });
}

const keyed = (rows: readonly BenchmarkRow[]): ReadonlyMap<string, BenchmarkRow> =>
  new Map(rows.map((each) => [`${each.city} ${each.indicator} ${each.period}`, each]));

const cell = ({ cells }: Row, name: keyof typeof COLUMNS): string => (cells.get(COLUMNS[name]) ?? '').trim();

export type Imported = { readonly taken: number; readonly same: number; readonly faults: readonly Fault[] };

/** Takes the good rows and names the others by row and column; rows without a value are not looked at. */
export async function importSheet(ports: PeerPorts, call: Call, file: FileValue, dryRun: boolean): Promise<Imported> {
  const rows = (await readRows(ports, file)).filter((each) => cell(each, 'value') !== '');
  const read = rows.map((row) => ({ row, ...readRow(row) }));
  const cities = [...new Set(read.map((each) => cityName(each.given.city)))].slice(0, 1000);
  const indicators = [...new Set(read.map((each) => each.given.indicator))];
  const held = keyed(await ports.benchmarks.held(call.tenant, { indicators, cities }));
  const today = todayOf(call.now);
  const seen = new Set<string>();
  const judge = judging(ports);
  const judged = read.map(({ row, given, faults: early }) => {
    const key = `${cityName(given.city)} ${given.indicator} ${given.period}`;
    const known = held.get(key);
    const broken = new Set(early.map((each) => each.field));
    const faults = [...early, ...judge(given, { today, held: known }).filter((each) => !broken.has(each.field))];
    if (seen.has(key))
      faults.push({ field: 'indicator', what: '同一城市同一指标同一期间写了两行', todo: '请删去一行' });
    seen.add(key);
    return { line: row.line, given, known, faults };
  });
  const good = judged.filter((each) => each.faults.length === 0);
  const fresh = good.filter((each) => !isSame(each.known, each.given));
  if (!dryRun)
    await ports.benchmarks.add(
      call.tenant,
      fresh.map(({ given }) => rowOf(given, { id: ports.ids(), person: call.actor.id, at: call.now })),
    );
  const faults = judged.flatMap(({ line, faults: own }) =>
    own.map(({ field, what, todo }) => ({ row: line, column: COLUMNS[field], what, todo })),
  );
  return { taken: fresh.length, same: good.length - fresh.length, faults: faults.slice(0, 500) };
}

async function readRows(ports: PeerPorts, file: FileValue): Promise<readonly Row[]> {
  const rows = await ports.readTable(file, NEEDED);
  if (!rows)
    throw refuse({
      code: 'benchmarks.headings',
      kind: 'invalid',
      what: '表里没有找到标杆数据表的表头',
      why: `须有这几列：${NEEDED.join('、')}`,
      todo: '请用下载的模板填写，不要改表头',
    });
  if (rows.length <= MOST) return rows;
  throw refuse({ code: 'benchmarks.rows', kind: 'too-large', what: `一次最多导入 ${MOST} 行`, todo: '请分几次导入' });
}

const NUMBER = /^-?\d{1,15}(?:\.\d{1,10})?$/u;

function readRow(row: Row): { readonly given: Given; readonly faults: FieldFault[] } {
  const faults: FieldFault[] = [];
  const [number, period, written] = [
    cell(row, 'value').replaceAll(/[,，\s]/gu, ''),
    periodFrom(cell(row, 'period')),
    writtenDay(cell(row, 'sourceDay')),
  ];
  if (!NUMBER.test(number))
    faults.push({ field: 'value', what: `“${number.slice(0, 40)}”不是数`, todo: '只填数字，不带单位' });
  if (!written)
    faults.push({
      field: 'sourceDay',
      what: cell(row, 'sourceDay') ? `“${cell(row, 'sourceDay').slice(0, 40)}”不是日期` : '没有写来源日期',
      todo: '写 2026-03-01 这样的日期',
    });
  const long = (['city', 'source', 'link', 'why'] as const).filter((each) => cell(row, each).length > MOST_OF[each]);
  for (const field of long) faults.push({ field, what: '太长', todo: `不超过 ${MOST_OF[field]} 字` });
  const given = {
    city: cell(row, 'city'),
    indicator: cell(row, 'indicator').slice(0, 64),
    period: period ?? cell(row, 'period').slice(0, 20),
    value: NUMBER.test(number) ? Number(number) : 0,
    source: cell(row, 'source'),
    sourceDay: written ?? Day.parse('1970-01-01'),
    link: cell(row, 'link') || undefined,
    why: cell(row, 'why') || undefined,
  };
  return { given, faults };
}

export const MOST_OF = { city: 20, source: 200, link: 500, why: 300 } as const;
