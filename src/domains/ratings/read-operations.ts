import { z } from 'zod';
import { type AnyOperation, addMonths, type Call, day, type FileValue, operation, refuse, startOfDay } from '#kernel';
import { ratingLeague } from './league.ts';
import { CHANNELS, GRADES, type RatingPorts } from './ports.ts';

const Id = z.string().min(1).max(64);
const Month = z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/, '月份须为 YYYY-MM');
const Named = z.object({ id: z.string(), name: z.string() });
const Window = z.object({
  id: z.string(),
  unit: Named,
  title: z.string(),
  hall: z.string(),
  item: z.string(),
  active: z.boolean(),
});
const Rate = z.number().nullable();
const League = z.object({
  month: z.string(),
  words: z.array(z.object({ title: z.string(), words: z.string() })),
  lines: z.array(
    z.object({
      unit: Named,
      counted: z.number(),
      goodRate: Rate,
      interval: z.tuple([z.number(), z.number()]).nullable(),
      activeGoodRate: Rate,
      rectifiedRate: Rate,
      tier: z.number().nullable(),
      active: z.number(),
      bad: z.number(),
      open: z.number(),
      rectified: z.number(),
      unanswered: z.number(),
      dissatisfied: z.number(),
    }),
  ),
});

const WORDS = [
  { title: '好评率', words: '非常满意、满意、基本满意 ÷ 全部评价' },
  { title: '主动好评率', words: '评价人自己扫码、上网、来电所作评价中的好评 ÷ 主动评价' },
  { title: '回访整改率', words: '评价人再次评价满意而销号的 ÷ 已结束的差评（评价人未回应的单列，不在其内）' },
] as const;

/** How the services of units are rated, and every rating behind it. */
export function readOperations(ports: RatingPorts) {
  return [
    operation({
      id: 'ratings.league',
      method: 'GET',
      path: '/api/ratings/league',
      title: '好差评：各单位好评率、主动好评率、回访整改率，分档不排名',
      permission: 'ratings.read',
      input: z.object({ month: Month }),
      output: League,
      handle: (call, { month }) => readLeague(ports, call, month),
    }),
    operation({
      id: 'ratings.league-export',
      method: 'GET',
      path: '/api/ratings/league/export',
      title: '导出好差评（Excel）',
      permission: 'ratings.read',
      produces: 'file',
      input: z.object({ month: Month }),
      output: z.custom<FileValue>(),
      handle: async (call, { month }) => {
        const { lines } = await readLeague(ports, call, month);
        const percent = (value: number | null) => (value === null ? '' : Math.round(value * 10) / 10);
        return ports.table(call, {
          name: `好差评 ${month}`,
          headings: [
            '单位',
            '档次',
            '评价',
            '好评率',
            '主动评价',
            '主动好评率',
            '差评',
            '已整改',
            '评价人未回应',
            '仍不满意',
            '整改中',
            '回访整改率',
          ],
          rows: lines.map((each) => [
            each.unit.name,
            each.tier ?? '评价太少',
            each.counted,
            percent(each.goodRate),
            each.active,
            percent(each.activeGoodRate),
            each.bad,
            each.rectified,
            each.unanswered,
            each.dissatisfied,
            each.open,
            percent(each.rectifiedRate),
          ]),
        });
      },
    }),
    listOperation(ports),
    ...windowOperations(ports),
  ] satisfies readonly AnyOperation[];
}

async function readLeague(ports: RatingPorts, call: Call, month: string): Promise<z.infer<typeof League>> {
  const { from, to } = spanOf(month);
  const [units, name] = await Promise.all([ports.store.byUnit(call.tenant, from, to), ports.unitNames(call)]);
  return {
    month,
    words: [...WORDS],
    lines: ratingLeague(units).map(({ unit, interval, ...each }) => ({
      ...each,
      unit: { id: unit, name: name(unit) },
      interval: interval ? [interval[0], interval[1]] : null,
    })),
  };
}

const spanOf = (month: string) => {
  const first = day(`${month}-01`);
  return { from: startOfDay(first), to: startOfDay(addMonths(first, 1)) };
};

const listOperation = (ports: RatingPorts) =>
  operation({
    id: 'ratings.list',
    method: 'GET',
    path: '/api/ratings',
    title: '评价记录：不可更改、不可删除',
    permission: 'ratings.read',
    input: z.object({
      month: Month.optional(),
      unit: Id.optional(),
      window: Id.optional(),
      grade: z.enum(['all', 'bad']).default('all'),
      after: z.string().max(200).optional(),
      limit: z.coerce.number().int().min(1).max(100).default(30),
    }),
    output: z.object({
      items: z.array(
        z.object({
          id: z.string(),
          unit: Named,
          item: z.string(),
          channel: z.enum(CHANNELS),
          active: z.boolean(),
          grade: z.number(),
          gradeTitle: z.string(),
          tags: z.array(z.string()),
          comment: z.string().optional(),
          at: z.number(),
          matter: z.string().optional(),
        }),
      ),
      next: z.string().optional(),
    }),
    handle: async (call, { month, unit, window, grade, after, limit }) => {
      const filter = { unit, window, bad: grade === 'bad', ...(month ? spanOf(month) : {}) };
      const [{ rows, next }, name] = await Promise.all([
        ports.store.list(call.tenant, filter, { after, limit }),
        ports.unitNames(call),
      ]);
      return {
        items: rows.map(({ said, matter, unit: own, window: _w, region: _r, enterprise: _e, tags, ...each }) => {
          // What was said of a unit is for it, and for who looks over all.
          const isTold = own === call.actor.unit || call.actor.permissions.includes('appraisal.read');
          const comment = said && isTold ? ports.unseal(said).comment : undefined;
          return {
            ...each,
            tags: [...tags],
            unit: { id: own, name: name(own) },
            gradeTitle: GRADES[each.grade] ?? '',
            ...(comment ? { comment } : {}),
            ...(matter === null ? {} : { matter }),
          };
        }),
        ...(next ? { next } : {}),
      };
    },
  });

function windowOperations(ports: RatingPorts) {
  return [
    operation({
      id: 'ratings.windows',
      method: 'GET',
      path: '/api/ratings/windows',
      title: '窗口和服务事项，各有评价二维码',
      permission: 'ratings.read',
      input: z.object({}),
      output: z.object({ items: z.array(Window) }),
      handle: async (call) => {
        const [windows, name] = await Promise.all([ports.store.windows(call.tenant), ports.unitNames(call)]);
        return {
          items: windows.map(({ region: _, unit, ...each }) => ({ ...each, unit: { id: unit, name: name(unit) } })),
        };
      },
    }),
    operation({
      id: 'ratings.add-window',
      method: 'POST',
      path: '/api/ratings/windows',
      title: '登记一个窗口或服务事项',
      permission: 'ratings.manage',
      input: z.strictObject({
        id: z.string().regex(/^[a-z0-9][a-z0-9-]{1,30}$/, '编号只用小写字母、数字和连字符'),
        unit: Id,
        title: z.string().trim().min(1).max(40),
        hall: z.string().trim().min(1).max(60),
        item: z.string().trim().min(1).max(60),
        region: z.string().max(12).optional(),
      }),
      output: z.object({ id: z.string() }),
      handle: async (call, { region, ...window }) => {
        if (!(await ports.unitExists(call, window.unit)))
          throw refuse({ code: 'ratings.no-unit', kind: 'invalid', what: '没有这个单位', at: [{ path: 'unit' }] });
        if (await ports.store.window(call.tenant, window.id))
          throw refuse({ code: 'ratings.window-taken', kind: 'conflict', what: '这个窗口编号已经用了' });
        const added = { ...window, region: region ?? null, active: true };
        await ports.store.addWindow(call.tenant, added, call.actor.id, call.now);
        return { id: window.id };
      },
    }),
  ];
}
