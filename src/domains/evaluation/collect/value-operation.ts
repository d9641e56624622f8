import { z } from 'zod';
import { type Call, operation } from '#kernel';
import { collectedByCode, subjectNames } from './collected-leaves.ts';
import { PERIOD, periodWords } from './periods.ts';
import type { CollectPorts } from './ports.ts';
import { openValue } from './value-view.ts';

const Id = z.string().min(1).max(64);
const Named = z.object({ id: z.string(), name: z.string() });

/** One value: an indicator of a subject in a period. */
export const CellInput = z.object({
  indicator: Id,
  subject: Id,
  period: z.string().max(10).regex(PERIOD, '期间写作 2026、2026-H1、2026-Q3 或 2026-09'),
});

export const valueOperation = (ports: CollectPorts) =>
  operation({
    id: 'collect.value',
    method: 'GET',
    path: '/api/collect/value',
    title: '一个数从哪里来：公式、各项输入、填报和更正的经过、佐证事项',
    permission: 'collect.read',
    input: CellInput.extend({ asOf: z.coerce.number().int().min(0).max(4e12).optional().describe('当时所知') }),
    output: z.object({
      title: z.string(),
      unit: z.string(),
      scheme: z.object({ id: z.string(), title: z.string() }),
      subject: Named,
      period: z.object({ code: z.string(), title: z.string() }),
      value: z.number().nullable(),
      missing: z.string().nullable(),
      definition: z.string(),
      formula: z.string().optional(),
      worked: z.string().optional().describe('公式代入数值'),
      feeds: z.array(z.object({ id: z.string(), title: z.string() })).describe('由这个量算出的指标'),
      recomputed: z.number().nullable(),
      inputs: z.array(
        z.object({
          name: z.string(),
          indicator: z.string(),
          title: z.string(),
          unit: z.string(),
          value: z.number().nullable(),
          missing: z.string().nullable(),
          from: z.enum(['events', 'collected']),
          counted: z.number().optional(),
          matter: z.string().nullable().optional(),
        }),
      ),
      history: z.array(
        z.object({
          status: z.enum(['reported', 'checked', 'rejected', 'withdrawn']),
          value: z.number().nullable(),
          missing: z.string().nullable(),
          at: z.number(),
          by: Named,
          source: Named,
          why: z.string().optional(),
          matter: z.string().optional(),
        }),
      ),
    }),
    handle: async (call, { asOf, ...cell }) => readValue(ports, call, cell, asOf),
  });

async function readValue(ports: CollectPorts, call: Call, cell: z.infer<typeof CellInput>, asOf: number | undefined) {
  const { scheme, history, inputs, formula, worked, ...opened } = await openValue(
    ports,
    call,
    cell,
    asOf ?? call.now + 1,
  );
  const [people, unitName] = await Promise.all([
    ports.personNames(
      call.tenant,
      history.map((each) => each.recordedBy),
    ),
    ports.unitNames(call),
  ]);
  return {
    ...opened,
    scheme: { id: scheme.scheme, title: scheme.title },
    subject: { id: cell.subject, name: subjectNames(ports)(cell.subject) },
    period: { code: cell.period, title: periodWords(cell.period) },
    ...(formula === undefined ? {} : { formula }),
    ...(worked === undefined ? {} : { worked }),
    feeds: [...(collectedByCode(ports).get(cell.indicator)?.feeds ?? [])],
    inputs: [...inputs],
    history: history.map(({ status, value, missing, recordedAt, recordedBy, source, why, matter }) => ({
      ...{ status, value, missing, at: recordedAt },
      by: { id: recordedBy, name: people.get(recordedBy) ?? '系统' },
      source: { id: source, name: unitName(source) },
      ...(why ? { why } : {}),
      ...(matter ? { matter } : {}),
    })),
  };
}
