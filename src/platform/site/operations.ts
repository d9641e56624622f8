import { z } from 'zod';
import {
  type AnyOperation,
  addWorkingDays,
  type Call,
  dayOf,
  EpochMs,
  isWorkingDay,
  operation,
  refuse,
  toInstant,
  type WorkingCalendar,
} from '#kernel';
import { type CalendarPorts, calendarOperations } from './calendar-operation.ts';
import { Code, type CodeListPorts, codeListOperations, codeOf } from './code-lists.ts';
import type { Tenants } from './tenants.ts';

const DemoAccount = z.object({
  login: z.string(),
  title: z.string(),
  password: z.string().optional(),
  phone: z.string().optional(),
  code: z.string().optional(),
});

export type SitePorts = CalendarPorts &
  CodeListPorts & {
    readonly tenants: Tenants;
    readonly demoAccounts: (tenant: string) => readonly z.infer<typeof DemoAccount>[];
    readonly version: string;
    readonly uploads: { readonly maxBytes: number; readonly types: readonly string[] };
    /** Runs what time has brought about, after the demo clock has moved. */
    readonly sweep: (tenant: string, now: number) => Promise<number>;
  };

/** What every page needs first, and the demo's time control. */
export function siteOperations(ports: SitePorts) {
  const { tenants } = ports;
  const tenantOf = ({ tenant }: Call) => {
    const found = tenants.get(tenant);
    if (!found) throw refuse({ code: 'site.no-tenant', kind: 'not-found', what: '没有这个城市' });
    return found;
  };
  return [
    ...calendarOperations(ports),
    ...codeListOperations(ports),
    operation({
      id: 'site.get',
      method: 'GET',
      path: '/api/site',
      title: '站点信息：城市、现在的时间、代码表；演示城市还给出演示账号',
      permission: 'public',
      input: z.object({}),
      output: z.object({
        title: z.string(),
        version: z.string(),
        tenant: z.object({ id: z.string(), name: z.string(), demo: z.boolean() }),
        now: z.number(),
        banner: z.string().optional(),
        workdayMinutes: z.number(),
        workingNow: z.boolean(),
        calendar: z.object({ version: z.string(), coveredThroughDay: z.string() }),
        lists: z.record(z.string(), z.array(Code)),
        uploads: z.object({ maxBytes: z.number(), types: z.array(z.string()) }),
        demoAccounts: z.array(DemoAccount).optional(),
      }),
      handle: async (call) => {
        const { id, name, demo } = tenantOf(call);
        const calendar = ports.calendar(id);
        return {
          title: '畅营',
          version: ports.version,
          tenant: { id, name, demo },
          now: tenants.now(id),
          ...(demo ? { banner: '演示环境：企业、人员与诉求均为虚构，时间可以拨动' } : {}),
          workdayMinutes: calendar.dayLength / 60_000,
          workingNow: isBusinessTime(calendar, tenants.now(id)),
          calendar: { version: calendar.version, coveredThroughDay: calendar.coveredThrough },
          lists: Object.fromEntries(Object.values(ports.lists(id)).map(({ list, items }) => [list, items.map(codeOf)])),
          uploads: { maxBytes: ports.uploads.maxBytes, types: [...ports.uploads.types] },
          ...(demo ? { demoAccounts: [...ports.demoAccounts(id)] } : {}),
        };
      },
    }),
    operation({
      id: 'demo.clock',
      method: 'POST',
      path: '/api/demo/clock',
      title: '拨动演示城市的时钟，看提醒和超期如何发生',
      permission: 'demo.clock',
      input: z.object({
        advanceMinutes: z
          .number()
          .int()
          .min(1)
          .max(60 * 24 * 92)
          .optional(),
        advanceWorkingDays: z.number().int().min(1).max(60).optional(),
        to: EpochMs.optional(),
      }),
      output: z.object({ now: z.number(), moved: z.number() }),
      handle: async (call, input) => {
        const { id, demo } = tenantOf(call);
        if (!demo) throw refuse({ code: 'demo.not-demo', kind: 'forbidden', what: '只有演示城市可以拨动时钟' });
        const before = tenants.now(id);
        const to = targetOf(before, input, ports.calendar(id));
        if (to < before)
          throw refuse({ code: 'demo.backwards', kind: 'invalid', what: '时钟只能往前拨', why: '事件不能倒流' });
        await tenants.setNow(id, to);
        return { now: tenants.now(id), moved: await ports.sweep(id, to) };
      },
    }),
  ] satisfies readonly AnyOperation[];
}

type Advance = {
  readonly advanceMinutes?: number | undefined;
  readonly advanceWorkingDays?: number | undefined;
  readonly to?: number | undefined;
};

function targetOf(now: number, { advanceMinutes, advanceWorkingDays, to }: Advance, calendar: WorkingCalendar): number {
  if (to !== undefined) return to;
  if (advanceWorkingDays !== undefined) {
    const day = addWorkingDays(calendar, toInstant(now), advanceWorkingDays);
    // The same hour of that day, so that the morning stays a morning.
    return Math.max(now, day.instant - calendar.endOfDay + ((now + 8 * 3_600_000) % 86_400_000));
  }
  if (advanceMinutes !== undefined) return now + advanceMinutes * 60_000;
  throw refuse({
    code: 'demo.how-far',
    kind: 'invalid',
    what: '没有说拨到什么时候',
    todo: '请给出 advanceMinutes、advanceWorkingDays 或 to',
  });
}

/** Does the working clock tick now? */
function isBusinessTime(calendar: WorkingCalendar, now: number): boolean {
  const at = toInstant(now);
  const time = (now + 8 * 3_600_000) % 86_400_000;
  return isWorkingDay(calendar, dayOf(at)) && calendar.businessHours.some(({ from, to }) => time >= from && time < to);
}
