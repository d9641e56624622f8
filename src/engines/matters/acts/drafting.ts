import type { Act } from '../definition/schema.ts';
import { currentHop, type Hop, isOwed } from '../state.ts';
import { type ActContext, type ActRule, conflict, invalid, text } from './act.ts';
import { verifierAbove } from './doers.ts';

/** Who must still look at a draft, as the unit's own settings say. */
function nextAfter(stage: 'draft' | 'review', context: ActContext, hop: Hop): 'in-review' | 'in-approval' | 'cleared' {
  const asked = asksOf(context, hop);
  if (stage === 'draft' && asked.review) return 'in-review';
  return asked.approval ? 'in-approval' : 'cleared';
}

/** What the unit's settings ask for, as far as the loop has moves for it. */
function asksOf({ directory, definition }: ActContext, hop: Hop) {
  const unit = directory.unit(hop.unit);
  const has = (act: Act) => Object.values(definition.moves).some((each) => each.act === act);
  return {
    review: unit?.needsReview === true && has('draft') && has('review'),
    approval: unit?.needsApproval === true && has('draft') && has('approve'),
  };
}

const inUnit = (hop: Hop) => ({ hop: hop.id, unit: hop.unit, ...(hop.section ? { section: hop.section } : {}) });

function heldHop(context: ActContext, stages: readonly Hop['stage'][], todo: string): Hop {
  const hop = currentHop(context.state);
  if (!hop) throw conflict('not-dispatched', '事项还没有分办');
  if (!stages.includes(hop.stage)) throw conflict('wrong-stage', STAGE_SAYS[hop.stage], todo);
  return hop;
}

const STAGE_SAYS: Readonly<Record<Hop['stage'], string>> = {
  unsigned: '还没有签收',
  handling: '正在办理，还没有送审',
  'in-review': '稿子正在核稿',
  'in-approval': '稿子正在审签',
  cleared: '稿子已经审签',
  passed: '已经下转',
  reported: '已经上报',
  returned: '已经退办',
  moved: '已经转给别的单位',
  ended: '已经办结',
};

/** 签收: whoever signs takes it in hand. */
export const sign: ActRule = (context) => {
  const hop = heldHop(context, ['unsigned'], '不必重复签收');
  return { custody: { ...inUnit(hop), person: context.actor.id } };
};

/**
 * 拟办: a draft answer; it goes to whom the unit's settings name, or is cleared at once. A draft under review may be
 * taken back and drawn up anew, else a sole head who drafted himself would block his own unit.
 */
export const draftAnswer: ActRule = (context) => {
  const hop = heldHop(context, ['handling', 'cleared', 'in-review', 'in-approval'], '请先签收');
  const next = nextAfter('draft', context, hop);
  const input = { ...context.input, next };
  return next === 'cleared' ? { input } : { input, custody: inUnit(hop) };
};

/** 核稿 and 审签: on to the next, or back to the drafter with a sentence. Nobody passes his own draft. */
const look =
  (stage: 'in-review' | 'in-approval', onward: (context: ActContext, hop: Hop) => Hop['stage']): ActRule =>
  (context) => {
    const hop = heldHop(context, [stage], '请等送审');
    if (hop.drafter === context.actor.id) throw conflict('own-draft', '不能审自己拟的稿', '请由另一位负责人办理');
    const verdict = text(context.input, 'verdict');
    if (verdict !== 'pass' && verdict !== 'back') throw invalid('verdict', '请选择：通过，或退回修改');
    if (verdict === 'back' && !context.input.note) throw invalid('note', '退回修改请写一句意见');
    const next = verdict === 'back' ? 'handling' : onward(context, hop);
    const toDrafter = next === 'handling' || next === 'cleared';
    const custody = toDrafter && hop.drafter ? { ...inUnit(hop), person: hop.drafter } : inUnit(hop);
    return { input: { ...context.input, next }, custody };
  };

export const review = look('in-review', (context, hop) => nextAfter('review', context, hop));
export const approve = look('in-approval', () => 'cleared');

/** 办结 is the unit's claim; below the root it is a report upward instead. */
export const finish: ActRule = (context) => {
  const { state, directory, definition, move } = context;
  const hop = currentHop(state);
  if (hop) checkFinished(hop, context);
  const waiting = state.obligations.filter(isOwed);
  if (waiting.length > 0) {
    const names = waiting.map((each) => directory.unit(each.unit)?.name ?? each.unit).join('、');
    throw conflict('co-handlers-open', `还有${waiting.length}个会办单位没有答复：${names}`, '请催办，或等会办时限届满');
  }
  const target = definition.states.find((each) => each.id === move.to);
  const above = target?.owner === 'office' ? verifierAbove(state, directory) : undefined;
  if (above) return { custody: { hop: null, unit: above } };
  return hop ? {} : { custody: { hop: null, unit: state.office } };
};

function checkFinished(hop: Hop, context: ActContext): void {
  if (hop.stage === 'unsigned') throw conflict('unsigned', '还没有签收', '请先签收');
  if (hop.parent) throw conflict('not-root', '本级由上级交办，请上报，由上级办结', '请用“上报”');
  checkCleared(hop, context);
}

/** What leaves a unit whose settings ask for review or approval has been through them. */
export function checkCleared(hop: Hop, context: ActContext): void {
  const asked = asksOf(context, hop);
  if (hop.stage === 'cleared') return;
  if (hop.stage === 'in-review' || hop.stage === 'in-approval')
    throw conflict('not-cleared', STAGE_SAYS[hop.stage], '请等审签通过');
  if (asked.review || asked.approval) throw conflict('not-cleared', '答复还没有审签', '请先拟稿送审');
}
