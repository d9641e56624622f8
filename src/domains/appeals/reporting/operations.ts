import { z } from 'zod';
import type { MatterState } from '#engines/matters';
import { type AnyOperation, addMonths, type Call, day, operation, startOfDay } from '#kernel';
import type { MatterPorts, PackPorts } from '../ports.ts';
import { factOf } from './fact.ts';
import { monthlyReport } from './monthly.ts';
import { DEFINITIONS, ratesOf } from './rates.ts';
import { Month, MonthlyRecords, openedIn, RecordsInput, readRecords } from './records.ts';

export type ReportPorts = Pick<PackPorts, 'directory'> &
  Pick<MatterPorts, 'rows'> & {
    /** Appeals that were open at some time of [from, to), as far as the caller may see them. */
    readonly openDuring: (call: Call, from: number, to: number) => Promise<readonly MatterState[]>;
    /** Who heads each of the units. */
    readonly headsOf: (
      tenant: string,
      units: readonly string[],
      now: number,
    ) => Promise<ReadonlyMap<string, { readonly id: string; readonly name: string }>>;
    readonly personNames: (tenant: string, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  };

const Named = z.object({ id: z.string(), name: z.string() });
const RateView = z.object({
  name: z.string(),
  title: z.string(),
  of: z.string().describe('口径'),
  numerator: z.number(),
  denominator: z.number(),
  rate: z.number().nullable().describe('没有可计入的事项时为空，不是 0'),
});

export const MonthlyReport = z.object({
  month: z.string(),
  units: z.array(
    z.object({
      unit: Named,
      carriedIn: z.number().describe('上月结转'),
      opened: z.number().describe('本月新增'),
      reopened: z.number().describe('本月重办'),
      closed: z.number().describe('本月办结销号'),
      carriedOver: z.number().describe('结转下月'),
      left: z.array(
        z.object({
          id: z.string(),
          number: z.string(),
          title: z.string().optional(),
          openedAt: z.number(),
          dueAt: z.number().optional(),
          state: z.enum(['overdue', 'shelved', 'in-time']),
          explain: z
            .object({ unit: Named, section: z.string().optional(), person: Named.optional() })
            .describe('由谁说明'),
        }),
      ),
    }),
  ),
  rates: z.array(RateView),
});
export type MonthlyReport = z.infer<typeof MonthlyReport>;

export function reportOperations(ports: ReportPorts) {
  return [
    operation({
      id: 'appeals.monthly',
      method: 'GET',
      path: '/api/appeals/monthly',
      title: '月月清零：各单位本月新增、办结、结转的诉求，结转的由谁说明，以及各项比率',
      permission: 'supervision.read',
      input: z.object({ month: Month }),
      output: MonthlyReport,
      handle: (call, { month }) => readMonth(ports, call, month),
    }),
    operation({
      id: 'appeals.monthly-records',
      method: 'GET',
      path: '/api/appeals/monthly/records',
      title: '月月清零每个数背后的诉求',
      permission: 'supervision.read',
      input: RecordsInput,
      output: MonthlyRecords,
      handle: async (call, input) => {
        const { span, facts } = await factsOf(ports, call, input.month);
        return readRecords(ports, call, input, facts, span);
      },
    }),
  ] satisfies readonly AnyOperation[];
}

/** Nobody reads more of them on one page; the rest stand by their numbers. */
const NAMED = 1000;

const titled = (title: unknown) => (typeof title === 'string' ? { title } : {});
const explaining = (person: z.infer<typeof Named> | undefined) => (person ? { person } : {});

async function factsOf(ports: ReportPorts, call: Call, month: string) {
  const first = day(`${month}-01`);
  const from = startOfDay(first);
  // A month that is still running ends now.
  const to = Math.min(startOfDay(addMonths(first, 1)), Math.max(call.now, from) + 1);
  return { span: [from, to] as const, facts: (await ports.openDuring(call, from, to)).map(factOf) };
}

async function readMonth(ports: ReportPorts, call: Call, month: string): Promise<MonthlyReport> {
  const { span, facts } = await factsOf(ports, call, month);
  const [from, to] = span;
  const units = monthlyReport(facts, from, to);
  const people = units.flatMap((each) => each.left.flatMap(({ explain }) => (explain.person ? [explain.person] : [])));
  // Where it lies with a unit and nobody in particular, its head explains.
  const nobodys = units.flatMap((each) => each.left.flatMap(({ explain }) => (explain.person ? [] : [explain.unit])));
  const left = units.flatMap((each) => each.left.map(({ id }) => id)).slice(0, NAMED);
  const [directory, names, heads, rows] = await Promise.all([
    ports.directory(call.tenant, call.now),
    ports.personNames(call.tenant, [...new Set(people)]),
    ports.headsOf(call.tenant, [...new Set(nobodys)], call.now),
    ports.rows(call, left),
  ]);
  const titles = new Map(rows.map(({ id, title }) => [id, title]));
  const unitName = (id: string) => ({ id, name: directory.unit(id)?.name ?? id });
  const rates = ratesOf(openedIn(facts, span), to);
  return {
    month,
    units: units.map(({ unit, left, ...counts }) => ({
      ...counts,
      unit: unitName(unit),
      left: left.map(({ explain: { unit: by, person, ...section }, ...each }) => ({
        ...each,
        ...titled(titles.get(each.id)),
        explain: {
          ...section,
          unit: unitName(by),
          ...explaining(person ? { id: person, name: names.get(person) ?? '工作人员' } : heads.get(by)),
        },
      })),
    })),
    rates: Object.entries(DEFINITIONS).map(([name, { title, of }]) => ({
      name,
      title,
      of,
      ...rates[name as keyof typeof rates],
    })),
  };
}
