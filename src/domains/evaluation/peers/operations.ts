import { z } from 'zod';
import { type AnyOperation, type Call, type FileValue, operation } from '#kernel';
import { beside, type PeerCell, type PeerLine } from './beside.ts';
import { changeOperations } from './change-operations.ts';
import { Asked, CITIES, City, Id, Period, yearOf } from './input.ts';
import { cityName, peerByCode, peerSchemes, periodWords } from './places.ts';
import type { PeerPorts } from './ports.ts';

const Standing = z.enum(['ahead', 'behind', 'level']);
const Cell = z.object({
  city: z.string(),
  value: z.number().nullable(),
  before: z.number().nullable().describe('同城上年同期'),
  gap: z.number().nullable().describe('本市减该市，只比同一期间'),
  standing: Standing.nullable(),
  source: z.string().nullable(),
  sourceDay: z.string().nullable(),
  link: z.string().nullable(),
  checked: z.boolean().describe('另有人对照来源文件核对过'),
});
const Line = z.object({
  indicator: z.string(),
  title: z.string(),
  unit: z.string(),
  direction: z.enum(['higher', 'lower']),
  period: z.string(),
  periodTitle: z.string(),
  running: z.boolean().describe('这一期还没有过完'),
  own: z.object({
    value: z.number().nullable(),
    before: z.number().nullable(),
    from: z.enum(['events', 'collected', 'formula']).nullable(),
  }),
  cells: z.array(Cell),
});
const Beside = z.object({
  scheme: z.string(),
  title: z.string(),
  year: z.string(),
  own: z.object({ id: z.string(), name: z.string() }),
  cities: z.array(z.string()),
  known: z.array(z.object({ city: z.string(), values: z.number() })).describe('录过数的城市'),
  schemes: z.array(z.object({ id: z.string(), title: z.string() })),
  counts: z
    .array(z.object({ city: z.string(), ahead: z.number(), behind: z.number(), level: z.number(), open: z.number() }))
    .describe('只数核对过的；open 是可比而还没有核对的'),
  lines: z.array(Line),
});
type Beside = z.infer<typeof Beside>;

/** 对标: our city beside benchmark cities; what they have comes by form or sheet, each with its document and day. */
export function benchmarkOperations(ports: PeerPorts) {
  return [
    operation({
      id: 'benchmarks.beside',
      method: 'GET',
      path: '/api/benchmarks',
      title: '与标杆城市并排：数值、差距、比上年，注明来源',
      permission: 'indicators.read',
      input: Asked,
      output: Beside,
      handle: (call, asked) => read(ports, call, asked),
    }),
    operation({
      id: 'benchmarks.export',
      method: 'GET',
      path: '/api/benchmarks/export',
      title: '导出对标表（Excel）',
      permission: 'indicators.read',
      produces: 'file',
      input: Asked,
      output: z.custom<FileValue>(),
      handle: async (call, asked) => ports.files.table(call, tableOf(await read(ports, call, asked))),
    }),
    historyOperation(ports),
    ...changeOperations(ports),
  ] satisfies readonly AnyOperation[];
}

async function read(ports: PeerPorts, call: Call, { scheme, node, year, cities }: z.infer<typeof Asked>) {
  const known = await ports.benchmarks.cities(call.tenant);
  const chosen = cities.length > 0 ? cities : known.slice(0, 3).map((each) => each.city);
  const asked = { scheme, node, year: yearOf(call, year), cities: chosen.slice(0, CITIES) };
  const { scheme: found, title, own, lines } = await beside(ports, call, asked);
  const cellsOf = (city: string) => lines.flatMap((line) => line.cells.filter((each) => each.city === city));
  // A conclusion goes into reports: what one person alone typed is shown, and not counted in it.
  const counted = (city: string, standing: string): number =>
    cellsOf(city).filter((each) => each.checked && each.standing === standing).length;
  return {
    ...{ scheme: found, title, year: asked.year, own, cities: asked.cities, known: [...known] },
    schemes: peerSchemes(ports).map((each) => ({ id: each.scheme, title: each.title })),
    counts: asked.cities.map((city) => ({
      city,
      ...{ ahead: counted(city, 'ahead'), behind: counted(city, 'behind'), level: counted(city, 'level') },
      open: cellsOf(city).filter((each) => !each.checked && each.standing !== null).length,
    })),
    lines: lines.map((line) => ({ ...line, cells: [...line.cells] })),
  };
}

const historyOperation = (ports: PeerPorts) =>
  operation({
    id: 'benchmarks.history',
    method: 'GET',
    path: '/api/benchmarks/history',
    title: '一个城市一个指标：历年的数、来源，和改过几次',
    permission: 'indicators.read',
    input: z.object({ indicator: Id, city: City, period: Period }),
    output: z.object({
      title: z.string(),
      unit: z.string(),
      years: z.array(
        z.object({ period: z.string(), title: z.string(), value: z.number(), source: z.string(), day: z.string() }),
      ),
      rows: z.array(
        z.object({
          id: z.string(),
          value: z.number().nullable().describe('撤回的为空'),
          source: z.string(),
          sourceDay: z.string().nullable(),
          link: z.string().nullable(),
          why: z.string().nullable(),
          at: z.number(),
          by: z.string(),
          checked: z.object({ by: z.string(), at: z.number() }).optional(),
          own: z.boolean().describe('是我录的，须由别人核对'),
        }),
      ),
    }),
    handle: async (call, { indicator, city: given, period }) => {
      const city = cityName(given);
      const leaf = peerByCode(ports).get(indicator);
      const [rows, held] = await Promise.all([
        ports.benchmarks.history(call.tenant, { indicator, city, period }),
        ports.benchmarks.held(call.tenant, { indicators: [indicator], cities: [city] }),
      ]);
      const names = await ports.personNames(call.tenant, [
        ...new Set(rows.flatMap((each) => [each.recordedBy, each.checkedBy ?? each.recordedBy])),
      ]);
      return {
        title: leaf?.title ?? indicator,
        unit: leaf?.unit ?? '',
        years: held
          .toSorted((a, b) => (a.period < b.period ? -1 : 1))
          .flatMap(({ period: of, value, source, sourceDay }) =>
            value === null ? [] : [{ period: of, title: periodWords(of), value, source, day: sourceDay ?? '' }],
          ),
        rows: rows.map(({ recordedAt, recordedBy, checkedBy, checkedAt, ...row }) => ({
          ...{
            id: row.id,
            value: row.value,
            source: row.source,
            sourceDay: row.sourceDay,
            link: row.link,
            why: row.why,
          },
          at: recordedAt,
          by: names.get(recordedBy) ?? recordedBy,
          own: recordedBy === call.actor.id,
          ...(checkedBy === null || checkedAt === null
            ? {}
            : { checked: { by: names.get(checkedBy) ?? checkedBy, at: checkedAt } }),
        })),
      };
    },
  });

const STANDINGS = { ahead: '领先', behind: '落后', level: '持平' } as const;
const FROM = { events: '办理记录', collected: '填报', formula: '公式' } as const;
const change = (now: number | null, before: number | null): string | number =>
  now === null || before === null ? '' : Number((now - before).toPrecision(12));

const tableOf = ({ title, year, own, cities, lines }: Beside) => ({
  name: `对标 ${title} ${year}`,
  headings: [
    ...['指标编号', '指标', '计量单位', '期间', own.name, `${own.name}比上年`, `${own.name}来源`],
    ...cities.flatMap((city) => [
      city,
      `${city}比上年`,
      `与${city}差距`,
      `与${city}比`,
      `${city}来源`,
      `${city}来源日期`,
      `${city}核对`,
    ]),
  ],
  rows: lines.map((line: PeerLine) => [
    ...[line.indicator, line.title, line.unit, line.periodTitle, line.own.value ?? ''],
    ...[change(line.own.value, line.own.before), line.own.from ? FROM[line.own.from] : ''],
    ...line.cells.flatMap((each: PeerCell) => [
      ...[each.value ?? '', change(each.value, each.before), each.gap ?? ''],
      ...[each.standing ? STANDINGS[each.standing] : '', each.source ?? '', each.sourceDay ?? ''],
      each.value === null ? '' : each.checked ? '已核对' : '未核对',
    ]),
  ]),
});
