import { z } from 'zod';
import { operation, refuse } from '#kernel';
import { todayOf } from '../events/window.ts';
import { schemeNamed } from '../league.ts';
import { periodWords } from './periods.ts';
import type { CollectPorts } from './ports.ts';
import { nextRounds } from './schedule.ts';

const Id = z.string().min(1).max(64);
const Named = z.object({ id: z.string(), name: z.string() });
const OpensAfter = z.int().min(0).max(180).describe('期间结束后第几天布置；0 为次日');
const WorkingDays = z.int().min(1).max(120).describe('给来源单位几个工作日');
const Kept = z.object({
  active: z.boolean(),
  opensAfter: z.number(),
  workingDays: z.number(),
  unit: Named.optional(),
  by: z.string(),
  at: z.number(),
});
const USUAL = { opensAfter: 4, workingDays: 10 };

/** 按期自动布置: whoever organises says once how; afterwards nobody needs to remember. */
export const scheduleOperations = (ports: CollectPorts) =>
  [
    operation({
      id: 'collect.schedule',
      method: 'GET',
      path: '/api/collect/schedule',
      title: '按期自动布置填报：现在怎样定的，下一次什么时候',
      permission: 'collect.read',
      input: z.object({ scheme: Id }),
      output: z.object({
        active: z.boolean(),
        opensAfter: z.number(),
        workingDays: z.number(),
        unit: Named.optional(),
        next: z.array(z.object({ period: z.string(), title: z.string(), opens: z.string(), cells: z.number() })),
        history: z.array(Kept).describe('最近几次怎样改的'),
      }),
      handle: async (call, { scheme }) => {
        schemeNamed(ports, scheme);
        const history = await ports.schedules.history(call.tenant, scheme);
        const [name, people] = await Promise.all([
          ports.unitNames(call),
          ports.personNames(call.tenant, [...new Set(history.map((each) => each.setBy))]),
        ]);
        const unitOf = (unit: string | null) => (unit === null ? {} : { unit: { id: unit, name: name(unit) } });
        const [held] = history;
        const { opensAfter, workingDays } = held ?? USUAL;
        return {
          ...{ active: held?.active ?? false, opensAfter, workingDays },
          ...unitOf(held?.unit ?? null),
          next: nextRounds(ports, scheme, opensAfter, todayOf(call.now)).map((each) => ({
            ...each,
            title: periodWords(each.period),
          })),
          history: history.map(({ setBy, setAt, unit, ...each }) => ({
            ...{ active: each.active, opensAfter: each.opensAfter, workingDays: each.workingDays },
            ...unitOf(unit),
            by: people.get(setBy) ?? setBy,
            at: setAt,
          })),
        };
      },
    }),
    operation({
      id: 'collect.set-schedule',
      method: 'POST',
      path: '/api/collect/schedule',
      title: '定下按期自动布置填报：期间一过，由系统交给来源单位',
      permission: 'collect.manage',
      input: z.strictObject({
        scheme: Id,
        active: z.boolean(),
        opensAfter: OpensAfter.default(USUAL.opensAfter),
        workingDays: WorkingDays.default(USUAL.workingDays),
        unit: Id.optional().describe('方案没写来源单位的，交给谁'),
      }),
      output: z.object({ active: z.boolean() }),
      handle: async (call, { scheme, active, opensAfter, workingDays, unit }) => {
        if (active && nextRounds(ports, scheme, opensAfter, todayOf(call.now)).length === 0)
          throw refuse({
            code: 'collect.nothing',
            kind: 'invalid',
            what: '这个方案没有要填报的指标',
            why: '各项由办理记录算出，或方案不是填给县（市、区）和市的',
            todo: '请换一个方案',
          });
        const office = call.actor.unit;
        if (office === undefined)
          throw refuse({ code: 'collect.no-office', kind: 'forbidden', what: '请以组织单位的身份来定' });
        const kept = { scheme, active, opensAfter, workingDays, office, unit: unit ?? null };
        await ports.schedules.add(call.tenant, { ...kept, setBy: call.actor.id, setAt: call.now });
        return { active };
      },
    }),
  ] as const;
