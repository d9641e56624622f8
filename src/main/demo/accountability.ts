import type { DemoCity, RunStep } from '#platform/demo';

const DAY = 86_400_000;
type Opened = { readonly id: string };

const CASES = [
  {
    title: '园区临时通电先行先试中的手续缺漏（演示）',
    unit: 'qz-power',
    text: '为赶企业投产先通后补，验收手续晚了六天，被反映违规。',
    move: 'find-tolerable',
    found: {
      finding: '情况属实；当时没有临时通电的规定，企业和施工安全未受影响，无谋利情形，六天后手续补齐。',
      ground: 'no-ban',
      measure: '已补齐手续，建议制定临时通电办法；在本单位范围内澄清。',
    },
    confirm: 'confirm-tolerable',
  },
  {
    title: '企业诉求三次催办不予答复（演示）',
    unit: 'qz-housing',
    text: '同一件诉求三次催办、一次通报后仍未答复。',
  },
] as const;

/** 问责与容错: one fault that was tolerated, with its ground; one that is being looked into. */
export async function tellAccountability(demo: DemoCity, run: RunStep, now: number): Promise<void> {
  const supervisor = demo.official('qz-biz-office', 'supervisor');
  const examiner = demo.official('qz-discipline', 'liaison') ?? demo.official('qz-discipline', 'head');
  if (!supervisor || !examiner) return;
  for (const [nth, { title, unit, text, ...rest }] of CASES.entries()) {
    const at = now - (25 - 15 * nth) * DAY;
    const fields = { title, unit, text };
    const { id } = (await run({
      at,
      actor: supervisor,
      operation: 'matters.open',
      input: { loop: 'accountability', fields },
    })) as Opened;
    const move = (days: number, actor: typeof supervisor, name: string, input: object = {}) =>
      run({ at: at + days * DAY, actor, operation: 'matters.move', input: { id, move: name, ...input } });
    await move(1, supervisor, 'assign', { unit: 'qz-discipline' });
    await move(2, examiner, 'sign');
    if (!('move' in rest)) continue;
    await move(9, examiner, rest.move, rest.found);
    await move(11, supervisor, rest.confirm, { outcome: 'resolved' });
  }
}
