import { z } from 'zod';
import { type Call, type FileValue, fileField, operation, refuse } from '#kernel';
import { todayOf } from '../events/window.ts';
import { Asked, City, Entry, Id, noValue, Period, yearOf } from './input.ts';
import { isSame, judging, rowOf } from './judge.ts';
import { cityName } from './places.ts';
import type { PeerPorts } from './ports.ts';
import { importSheet, template } from './sheet.ts';

const Fault = z.object({ row: z.number(), column: z.string(), what: z.string(), todo: z.string() });
const BODY = 8 * 1024 * 1024;

/** Values of other cities come in one by one or as a sheet; what was wrong is corrected or taken back, never erased. */
export const changeOperations = (ports: PeerPorts) =>
  [
    operation({
      id: 'benchmarks.add',
      method: 'POST',
      path: '/api/benchmarks',
      title: '录一个标杆城市的数：期间、来源文件、来源日期',
      permission: 'evaluation.manage',
      input: Entry,
      output: z.object({ id: z.string(), same: z.boolean().describe('与已有的相同，没有重复录') }),
      handle: (call, given) => addOne(ports, call, given),
    }),
    operation({
      id: 'benchmarks.check',
      method: 'POST',
      path: '/api/benchmarks/check',
      title: '核对别人录的标杆数：对照来源文件，写上面的数',
      permission: 'evaluation.manage',
      input: z.strictObject({
        ...{ city: City, indicator: Id, period: Period },
        value: z.number().min(-1e15).max(1e15).describe('来源文件上的数'),
      }),
      output: z.object({ id: z.string() }),
      handle: (call, { value, ...cell }) => check(ports, call, { ...cell, city: cityName(cell.city) }, value),
    }),
    operation({
      id: 'benchmarks.withdraw',
      method: 'POST',
      path: '/api/benchmarks/withdraw',
      title: '撤回录错的标杆数：写明理由，原来的留着',
      permission: 'evaluation.manage',
      input: z.strictObject({
        ...{ city: City, indicator: Id, period: Period },
        why: z.string().trim().min(4, '请写明为什么撤回').max(300),
      }),
      output: z.object({ id: z.string() }),
      handle: async (call, { city: given, indicator, period, why }) => {
        const [held] = await heldOf(ports, call, { city: cityName(given), indicator, period });
        if (!held) throw noValue();
        const id = ports.ids();
        const row = { ...held, id, value: null, why, recordedAt: call.now, recordedBy: call.actor.id };
        await ports.benchmarks.add(call.tenant, [row]);
        return { id };
      },
    }),
    operation({
      id: 'benchmarks.template',
      method: 'GET',
      path: '/api/benchmarks/template',
      title: '下载标杆数据模板（Excel），带上已有的数',
      permission: 'evaluation.manage',
      produces: 'file',
      input: Asked.pick({ scheme: true, year: true, cities: true }),
      output: z.custom<FileValue>(),
      handle: (call, { scheme, year, cities }) => template(ports, call, { scheme, cities, year: yearOf(call, year) }),
    }),
    operation({
      id: 'benchmarks.import',
      method: 'POST',
      path: '/api/benchmarks/import',
      title: '导入标杆数据：没有毛病的行入库，有毛病的行指到行和列',
      permission: 'evaluation.manage',
      consumes: 'multipart',
      bodyLimit: BODY,
      input: z.object({ file: fileField('标杆数据表'), dryRun: z.enum(['true', 'false']).default('false') }),
      output: z.object({ taken: z.number(), same: z.number(), faults: z.array(Fault) }),
      handle: async (call, { file, dryRun }) => {
        const { faults, ...counts } = await importSheet(ports, call, file, dryRun === 'true');
        return { ...counts, faults: [...faults] };
      },
    }),
  ] as const;

type Cell = { readonly city: string; readonly indicator: string; readonly period: string };
const heldOf = (ports: PeerPorts, { tenant }: Call, { city, indicator, period }: Cell) =>
  ports.benchmarks.held(tenant, { indicators: [indicator], cities: [city], periods: [period] });

/** Read against its document by a second person; what differs is corrected, by either, and read again. */
async function check(ports: PeerPorts, call: Call, cell: Cell, value: number): Promise<{ readonly id: string }> {
  const [held] = await heldOf(ports, call, cell);
  if (!held) throw noValue();
  if (held.recordedBy === call.actor.id)
    throw refuse({
      code: 'benchmarks.own-value',
      kind: 'forbidden',
      what: '这个数是您录的，要由另一个人核对',
      todo: '请本办或牵头单位的另一位同事对照来源文件核对',
    });
  if (held.value !== value)
    throw refuse({
      code: 'benchmarks.differs',
      kind: 'conflict',
      what: `录的是 ${held.value}，与您从来源文件上读到的 ${value} 不一样`,
      todo: '确认无误后用“录一个数”更正，写明理由；更正后再由别人核对',
    });
  await ports.benchmarks.check(call.tenant, held.id, call.actor.id, call.now);
  return { id: held.id };
}

async function addOne(ports: PeerPorts, call: Call, given: z.infer<typeof Entry>) {
  const city = cityName(given.city);
  const [held] = await heldOf(ports, call, { ...given, city });
  if (held && isSame(held, given)) return { id: held.id, same: true };
  const faults = judging(ports)(given, { today: todayOf(call.now), held });
  const [first] = faults;
  if (first)
    throw refuse({
      code: 'benchmarks.wrong',
      kind: 'invalid',
      what: first.what,
      todo: first.todo,
      at: faults.map(({ field, what }) => ({ path: field, message: what })),
    });
  const id = ports.ids();
  await ports.benchmarks.add(call.tenant, [rowOf(given, { id, person: call.actor.id, at: call.now })]);
  return { id, same: false };
}
