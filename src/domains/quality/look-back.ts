import type { MatterState } from '#engines/matters';
import { type Call, isRefusal, systemCall } from '#kernel';
import { keyed, type QualityPorts } from './ports.ts';
import { selectedOf } from './sampling/index.ts';

/**
 * What follows from the conclusion of a look-back, wherever it was given: the result of its draw, and for a relapse the
 * original reopened with its history and a post-mortem. Coming again changes nothing.
 */
export async function lookBackConcluded(
  ports: QualityPorts,
  { tenant, now }: { readonly tenant: string; readonly now: number },
  id: string,
): Promise<void> {
  const state = await ports.stateOf(tenant, id);
  const passed = { held: true, relapsed: false }[state?.status ?? ''];
  if (!state?.parent || passed === undefined) return;
  const call = systemCall(tenant, now, `look-back/${id}`);
  const drawn = await takeIntoDraw(ports, call, state, passed);
  if (passed) return;
  if (!drawn?.reopened && (await reopenOriginal(ports, call, state)) && drawn)
    await ports.draws.markReopened(tenant, drawn.number, drawn.code);
  await askPostMortem(ports, call, state);
}

async function takeIntoDraw(
  ports: QualityPorts,
  { tenant, now, actor }: Call,
  { fields }: MatterState,
  passed: boolean,
) {
  const number = Number(fields.draw);
  const code = String(fields.sampled ?? '');
  const draw = Number.isInteger(number) ? await ports.draws.find(tenant, number) : undefined;
  if (!draw?.record || !selectedOf(draw.record).includes(code)) return undefined;
  const result = { code, passed, at: now, by: actor.id, reopened: false };
  const kept = await ports.draws.addResult(tenant, number, result);
  return { number, code, reopened: kept.reopened };
}

async function reopenOriginal(ports: QualityPorts, call: Call, { id, number, parent = '' }: MatterState) {
  try {
    const input = { reason: `${number} 回头看结论为“问题反弹”` };
    await ports.move(keyed(call, `look-back ${id}`), { id: parent, move: 'reopen', input });
    return true;
  } catch (error) {
    // It was reopened a moment ago by somebody else, or as often as its loop allows.
    if (!isRefusal(error)) throw error;
    return false;
  }
}

async function askPostMortem(ports: QualityPorts, call: Call, { number, parent = '', office }: MatterState) {
  const original = await ports.stateOf(call.tenant, parent);
  if (!original || !ports.hasLoop(call.tenant, 'post-mortem')) return;
  const text = `${number} 回头看发现问题反弹，须查清成因，指明要改的制度、政策或流程。`;
  await ports.open(keyed(call, `post-mortem ${number}`), {
    loop: 'post-mortem',
    channel: 'system',
    parent,
    fields: { title: `复盘：${original.number}`, text, matter: original.number },
    office,
  });
}
