import { z } from 'zod';
import { type Call, isRefusal, refuse } from '#kernel';
import { keyed, type QualityPorts } from '../ports.ts';
import { getDraw, selectedOf } from './run.ts';
import type { DrawResult } from './schema.ts';

export const ResultGiven = z.strictObject({
  code: z.string().min(1).max(64).describe('事项编号'),
  passed: z.boolean().describe('问题是否真正解决、没有反弹'),
  note: z.string().trim().min(2).max(1000).describe('核查情况'),
});
export type ResultGiven = z.infer<typeof ResultGiven>;

export type ResultTaken = DrawResult & { readonly matter: string; readonly why?: string };

/**
 * Takes the result of one look-back. A failed one reopens its matter, which keeps its whole history. Saying the same
 * again changes nothing, and finishes what a broken try had left; saying the opposite is refused.
 */
export async function takeResult(
  ports: QualityPorts,
  call: Call,
  number: number,
  { code, passed, note }: ResultGiven,
): Promise<ResultTaken> {
  const draw = await getDraw(ports, call, number);
  if (!draw.record || !selectedOf(draw.record).includes(code))
    throw refuse({ code: 'quality.not-drawn', kind: 'invalid', what: `${code} 不在第 ${number} 号的抽中名单内` });
  const matter = draw.members[code] ?? '';
  const given = { code, passed, at: call.now, by: call.actor.id, reopened: false };
  const kept = await ports.draws.addResult(call.tenant, number, given);
  if (kept.passed !== passed)
    throw refuse({
      code: 'quality.result',
      kind: 'conflict',
      what: `${code} 的核查结果已经登记为“${kept.passed ? '通过' : '未通过'}”`,
      todo: '结果不能改；有新情况请直接重办该事项',
    });
  // First the original, then the follow-up: its conclusion would else reopen the original by itself.
  const taken =
    passed || kept.reopened ? { ...kept, matter } : await reopened(ports, call, { number, matter, code, note, kept });
  await conclude(ports, call, { number, matter, code, passed, note });
  return taken;
}

type Reopening = Pick<ResultGiven, 'code' | 'note'> & {
  readonly number: number;
  readonly matter: string;
  readonly kept: DrawResult;
};

async function reopened(
  ports: QualityPorts,
  call: Call,
  { number, matter, code, note, kept }: Reopening,
): Promise<ResultTaken> {
  try {
    const input = { reason: `第 ${number} 号回头看未通过：${note}` };
    await ports.move(keyed(call, `look-back ${number} ${code}`), { id: matter, move: 'reopen', input });
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return { ...kept, matter, why: error.message };
  }
  await ports.draws.markReopened(call.tenant, number, code);
  return { ...kept, reopened: true, matter };
}

type Concluding = ResultGiven & { readonly number: number; readonly matter: string };

/** The follow-up matter, where there is one, ends with the same finding. */
async function conclude(
  ports: QualityPorts,
  call: Call,
  { number, matter, code, passed, note }: Concluding,
): Promise<void> {
  const children = await ports.children(call, matter, 'look-back');
  const follow = children.find(
    ({ fields, closed }) => !closed && fields.sampled === code && fields.draw === String(number),
  );
  if (!follow) return;
  const input = { outcome: passed ? 'held' : 'relapsed', note };
  await ports.move(keyed(call, `conclude ${number} ${code}`), { id: follow.id, move: 'conclude', input });
}
