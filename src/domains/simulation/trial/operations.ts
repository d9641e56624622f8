import { z } from 'zod';
import type { TrialAsk } from '#engines/rules';
import { type AnyOperation, operation } from '#kernel';
import type { SimulationPorts } from '../ports.ts';
import { Asked, Id, LiteralField } from './asked.ts';
import { paysTogether } from './guarding.ts';
import type { Movable } from './handles.ts';
import type { Keeper, Opened } from './keeper.ts';
import { curveOperation, firmsOperation } from './look-operations.ts';
import { openAsked, ordersOf, type Trying } from './open-asked.ts';
import { Figures, type Showing, shownFigures } from './shown.ts';

const Status = z.enum(['live', 'ended', 'draft']);
const SetRow = z.object({
  id: z.string(),
  title: z.string(),
  number: z.string().optional(),
  status: Status,
  clauses: z.number(),
});
const ScaleView = z.object({ value: z.number(), unit: z.string(), min: z.number(), max: z.number(), step: z.number() });
const MovableView = z.object({
  parameter: z.string(),
  clause: z.string(),
  part: z.enum(['condition', 'amount']),
  type: z.string(),
  list: z.boolean(),
  fact: z.string().optional(),
  value: LiteralField,
  at: z.object({ start: z.number(), end: z.number() }).optional(),
  said: z.string().optional().describe('原文里这个数前面的话'),
  codes: z.array(z.object({ code: z.string(), title: z.string() })).optional(),
  scale: ScaleView.optional(),
});
const SetView = SetRow.omit({ clauses: true }).extend({
  version: z.string(),
  day: z.string(),
  size: z.number().describe('企业总数'),
  hidden: z.array(z.string()).describe('用到而您无权查看的数据'),
  clauses: z.array(
    z.object({
      id: z.string(),
      article: z.string(),
      title: z.string(),
      plain: z.string(),
      text: z.string(),
      budget: z.string().optional(),
      chain: z.array(z.string()),
      terms: z.array(z.string()),
    }),
  ),
  movables: z.array(MovableView),
  orders: z.array(z.string()).describe('可以用来排先后的数据'),
});

/** With the codes to choose from, where there are few. */
function movableView(ports: SimulationPorts, movable: Movable, text: string): z.infer<typeof MovableView> {
  const { codeList } = ports.facts().find((each) => each.name === movable.fact) ?? {};
  const codes = movable.type === 'code' && codeList ? ports.codes(codeList) : undefined;
  const value = movable.value as z.infer<typeof LiteralField>;
  const { place: _, ...shown } = movable;
  const said = movable.at && (/[^，。；、：（）\s]*$/.exec(text.slice(0, movable.at.start))?.[0] ?? '');
  return { ...shown, ...(said ? { said } : {}), value, ...(codes ? { codes: [...codes] } : {}) };
}

const isMoved = ({ lifted }: Opened, { values = {}, budget, quotas }: TrialAsk): boolean =>
  budget !== undefined ||
  quotas !== undefined ||
  lifted.movables.some(({ parameter, value }) => String(values[parameter] ?? value) !== String(value));

/** How what was asked may be shown to whoever asked. */
export const showingOf = (ports: SimulationPorts, { opened, set, ask }: Trying): Showing => ({
  guarded: opened.guarded,
  together: paysTogether(set),
  moved: isMoved(opened, ask),
  most: ask.budget?.most,
  labels: new Map(ports.dimensions().map((each) => [each.name, each])),
});

/** 沙盘推演: what can be tried, and what comes of other numbers. */
export function trialOperations(ports: SimulationPorts, keeper: Keeper) {
  return [
    operation({
      id: 'simulations.sets',
      method: 'GET',
      path: '/api/simulations/sets',
      title: '可以推演的条款：现行政策和草案',
      permission: 'policies.read',
      input: z.strictObject({ q: z.string().trim().max(100).optional(), status: Status.optional() }),
      output: z.object({ items: z.array(SetRow) }),
      handle: async ({ tenant, now }, { q, status }) => ({
        items: (await ports.sets(tenant, now))
          .filter((each) => status === undefined || each.status === status)
          .filter((each) => !q || `${each.title} ${each.number ?? ''}`.includes(q))
          .map((each) => ({ ...each })),
      }),
    }),
    operation({
      id: 'simulations.set',
      method: 'GET',
      path: '/api/simulations/sets/{id}',
      title: '一组条款：原文、句子里可以调的数、合计企业数',
      permission: 'policies.read',
      input: z.strictObject({ id: Id }),
      output: SetView,
      handle: async (call, { id }) => {
        const { opened, set } = await openAsked(ports, keeper, call, { set: id, clauses: [], values: {} });
        return {
          id: set.id,
          title: set.title,
          status: set.status,
          ...(set.number ? { number: set.number } : {}),
          version: set.version.slice(0, 12),
          day: set.day,
          size: opened.size,
          hidden: [...opened.hidden],
          clauses: set.clauses.map(({ spans: _, ...each }) => ({
            ...each,
            chain: [...each.chain],
            terms: [...each.terms],
          })),
          movables: opened.lifted.movables.map((each) =>
            movableView(ports, each, set.clauses.find(({ id: own }) => own === each.clause)?.text ?? ''),
          ),
          orders: [...ordersOf(ports, opened)],
        };
      },
    }),
    operation({
      id: 'simulations.try',
      method: 'POST',
      path: '/api/simulations/try',
      title: '试一组数：多少企业、多少钱、谁得谁失',
      permission: 'policies.read',
      input: Asked,
      output: Figures,
      handle: async (call, asked) => {
        const tried = await openAsked(ports, keeper, call, asked);
        return shownFigures(await keeper.ask(tried.opened, tried.ask), showingOf(ports, tried));
      },
    }),
    curveOperation(ports, keeper),
    firmsOperation(ports, keeper),
  ] satisfies readonly AnyOperation[];
}
