import { z } from 'zod';
import { type AnyOperation, type Call, operation } from '#kernel';
import type { MatterRowLike, ProgrammePorts } from '../ports.ts';
import type { BoardGroup } from './board-store.ts';
import { timesOf } from './board-times.ts';

const Named = z.object({ id: z.string(), name: z.string() });
const Counts = { today: z.number(), overdue: z.number(), within3days: z.number() };

export const BoardInput = z.object({
  plan: z.string().max(64).optional(),
  unit: z.string().max(64).optional(),
  stage: z.string().max(64).optional().describe('环节'),
  loop: z.string().max(64).optional().describe('事项类型'),
});

const PER_UNIT = 50;
/** Rows cost more than counts; the rest stands behind each unit's number. */
const MOST_ROWS = 400;

export function supervisionOperations<Row extends MatterRowLike>(ports: ProgrammePorts<Row>) {
  return [
    operation({
      id: 'board.supervision',
      method: 'GET',
      path: '/api/board/supervision',
      title: '督办台：今天到期、三个工作日内到期、已超期，按单位和计划',
      permission: 'supervision.read',
      input: BoardInput,
      output: z.object({
        ...Counts,
        units: z.array(
          z.object({
            unit: Named,
            overdue: z.number(),
            within3days: z.number(),
            today: z.number(),
            explains: Named.optional().describe('应说明原因的负责人'),
            rows: z.array(ports.row),
            more: z.number().describe('未列出的件数'),
          }),
        ),
        plans: z.array(z.object({ plan: z.object({ id: z.string(), title: z.string() }), ...Counts })),
      }),
      handle: (call, input) => readBoard(ports, call, input),
    }),
  ] satisfies readonly AnyOperation[];
}

/** What breaks, by the unit that holds it: most overdue first. */
export async function readBoard<Row extends MatterRowLike>(
  ports: ProgrammePorts<Row>,
  call: Call,
  filter: z.infer<typeof BoardInput>,
) {
  const reading = { tenant: call.tenant, principals: ports.principalsOf(call.actor) };
  const times = timesOf(ports.calendar(call.tenant), call.now);
  const { units, plans, rows: due } = await ports.board.read(reading, filter, times, PER_UNIT);
  const rows = due.slice(0, MOST_ROWS);
  const ids = units.map((each) => each.id);
  const [shown, organisation, heads, register] = await Promise.all([
    ports.matterRows(
      call,
      rows.map((each) => each.id),
    ),
    ports.organisation(call.tenant, call.now),
    ports.headsOf(call.tenant, ids, call.now),
    plans.length > 0 ? ports.plans.list(call.tenant) : [],
  ]);
  const byId = new Map(shown.map((each) => [each.id, each]));
  const byUnit = Map.groupBy(rows, (each) => each.unit);
  return {
    ...sum(units),
    units: units.map((group) => {
      const head = group.overdue > 0 ? heads.get(group.id) : undefined;
      const own = (byUnit.get(group.id) ?? []).flatMap(({ id }) => byId.get(id) ?? []);
      return {
        unit: organisation.unit(group.id) ?? { id: group.id, name: '反映人' },
        overdue: group.overdue,
        within3days: group.within3days,
        today: group.today,
        ...(head ? { explains: head } : {}),
        rows: own,
        more: group.overdue + group.within3days - own.length,
      };
    }),
    plans: plans.map(({ id, today, overdue, within3days }) => ({
      plan: { id, title: register.find((each) => each.id === id)?.title ?? id },
      today,
      overdue,
      within3days,
    })),
  };
}

const sum = (units: readonly BoardGroup[]) => ({
  today: units.reduce((total, each) => total + each.today, 0),
  overdue: units.reduce((total, each) => total + each.overdue, 0),
  within3days: units.reduce((total, each) => total + each.within3days, 0),
});
