import { instant } from '#kernel';
import { governingDueAt, spanEnd } from '../clocks.ts';
import { isComplainedOf } from '../complained.ts';
import type { UnitInfo } from '../context.ts';
import { UNIT_WORDS } from '../definition/spoken.ts';
import type { ContentRef, ObligationOpened } from '../events.ts';
import { currentHop, type Hop, isOwed } from '../state.ts';
import { type ActContext, type ActResult, type ActRule, conflict, invalid, text, texts } from './act.ts';
import { checkCleared } from './drafting.ts';
import { checkRaised } from './raise.ts';
import { mustExplainLower, regradeClocks } from './regrade.ts';

/** 分办: the office gives the matter to a unit, and may ask others to co-handle. */
export const assign: ActRule = (context) => {
  const unit = text(context.input, 'unit');
  if (!unit) throw invalid('unit', '没有选择承办单位', '请选择一个单位');
  const person = text(context.input, 'person');
  const grade = text(context.input, 'grade') ?? context.state.grade;
  if (grade) mustExplainLower(context, grade, 'note');
  const graded = grade ? { ...context, state: { ...context.state, grade } } : context;
  const after = grade === context.state.grade ? undefined : regradeClocks(context, grade);
  return {
    ...openHop(graded, { unit, ...(person ? { person } : {}) }, null),
    obligations: coHandlers(context),
    ...(after ? { after } : {}),
  };
};

/** 下转: whoever holds it passes it down to a unit below, a section or a person. The deadline lies inside his own. */
export const pass: ActRule = (context) => {
  const parent = currentHop(context.state);
  if (!parent) throw conflict('not-dispatched', '事项还没有分办，不能下转');
  if (parent.stage === 'unsigned') throw conflict('unsigned', '还没有签收', '请先签收，再下转');
  if (parent.stage !== 'handling') throw conflict('wrong-stage', '稿子正在审核，不能下转', '请先退回修改');
  const unit = text(context.input, 'unit') ?? parent.unit;
  const section = text(context.input, 'section');
  const person = text(context.input, 'person');
  if (unit === parent.unit && !section && !person)
    throw invalid('unit', '没有选择下级单位、科室或经办人', '请至少选择一项');
  if (
    unit !== parent.unit &&
    !context.directory.ancestors(unit).includes(parent.unit) &&
    context.directory.unit(parent.unit)?.kind !== 'office'
  )
    throw invalid(
      'unit',
      `“${nameOf(context, unit)}”不是${nameOf(context, parent.unit)}的下级单位`,
      '平级单位请用会办，或退办并建议承办单位',
    );
  return openHop(context, { unit, ...(section ? { section } : {}), ...(person ? { person } : {}) }, parent);
};

type To = { readonly unit: string; readonly section?: string; readonly person?: string };

function openHop(context: ActContext, to: To, parent: Hop | null): ActResult {
  checkUnit(context, to.unit, parent === null);
  if (to.person && !context.directory.serves(to.person, to.unit))
    throw invalid('person', '这个人现在不在该单位任职', '请重新选择经办人');
  if (to.person && context.state.complainedOf.includes(to.person))
    throw conflict('complained-of', '这个人是被反映的对象，不能承办此事项', '请选择其他人');
  const hop = { ...to, id: context.ids(), parent: parent?.id ?? null, dueAt: dueInside(context, parent) };
  return { hop, custody: { hop: hop.id, ...to } };
}

/** The unit exists, is not the one complained of, and is high enough for the grade. */
function checkUnit(context: ActContext, id: string, isRoot: boolean): void {
  const unit = context.directory.unit(id);
  if (!unit) throw invalid('unit', `没有编码为“${id}”的单位`);
  if (unit.kind === 'group')
    throw invalid('unit', `“${unit.name}”是一组单位，不能作为承办单位`, '请选择组内的一个单位，其余列为会办');
  if (isComplainedOf(id, context.state.complainedOf, context.directory))
    throw conflict('complained-of', `${barredBecause(context, unit)}，不能承办此事项`, '请交其上级或监督部门');
  if (isRoot) checkRaised(context, id);
  const level = context.definition.grading.find((each) => each.grade === context.state.grade)?.level;
  if (level !== undefined && unit.level > level)
    throw conflict(
      'above-level',
      `此事项定级高于“${unit.name}”的层级，不能交其承办`,
      '请分办到上一级单位，或先重新定级',
    );
}

const barredBecause = ({ state: { complainedOf }, directory }: ActContext, { id, name }: UnitInfo): string =>
  complainedOf.some((each) => directory.serves(each, id)) ? `被反映的人在“${name}”任职` : `“${name}”是被反映的单位`;

/** A child's deadline lies inside its parent's; without a wish it is the parent's. */
function dueInside({ state, definition, input, calendar }: ActContext, parent: Hop | null): number | null {
  const bound = parent ? parent.dueAt : governingDueAt(definition, state);
  const wish = text(input, 'due');
  if (!wish) return bound;
  const due = instant(wish) + calendar.endOfDay;
  if (bound !== null && due > bound) throw invalid('due', '下级时限晚于本级时限', '请选择更早的日期');
  return due;
}

/** 会办: further units get an obligation with its own clock. */
export const coHandle: ActRule = (context) => {
  const obligations = coHandlers(context);
  if (obligations.length === 0) throw invalid('units', '没有选择会办单位，或所选单位已在会办');
  return { obligations };
};

function coHandlers(
  context: ActContext,
  kind: 'co-handle' | 'instruct' = 'co-handle',
  dueAt?: number,
): readonly ObligationOpened[] {
  const { definition, state, input, now, calendar, ids } = context;
  const units = [...new Set(texts(input, 'units'))];
  const rule = definition.obligation;
  if (units.length === 0) return [];
  if (!rule) throw conflict('no-obligations', '这类事项没有设置会办');
  const already = state.obligations.filter((each) => isOwed(each) && each.kind === kind).map((each) => each.unit);
  const ask = (input.ask ?? input.note ?? null) as ContentRef | null;
  const due = dueAt ?? spanEnd({ amount: rule.budget, unit: rule.unit }, now, calendar);
  return units
    .filter((unit) => !already.includes(unit))
    .map((unit) => {
      checkObliged(context, unit, kind);
      return { id: ids(), unit, ask, dueAt: due, silence: rule.silence, kind };
    });
}

function checkObliged(context: ActContext, id: string, kind: 'co-handle' | 'instruct'): void {
  const { directory, state, input } = context;
  const unit = directory.unit(id);
  if (!unit) throw invalid('units', `没有编码为“${id}”的单位`);
  if (unit.kind === 'group') throw invalid('units', `“${unit.name}”是一组单位`, '请选择组内的具体单位');
  const holder = text(input, 'unit') ?? currentHop(state)?.unit;
  if (kind === 'co-handle' && id === holder) throw invalid('units', `“${unit.name}”是承办单位，不必会办`);
  if (isComplainedOf(id, state.complainedOf, directory))
    throw conflict('complained-of', `“${unit.name}”是被反映的单位，不能会办`);
}

/** 领导批示: scan, units and a feedback date; each unit owes an answer by then. */
export const instruct: ActRule = (context) => {
  const date = text(context.input, 'due');
  if (!date) throw invalid('due', '没有填写反馈日期');
  const due = instant(date) + context.calendar.endOfDay;
  if (due <= context.now) throw invalid('due', '反馈日期已经过去', '请选择今后的日期');
  const obligations = coHandlers(context, 'instruct', due);
  if (obligations.length === 0) throw invalid('units', '没有选择落实批示的单位，或所选单位已有待反馈的批示');
  return { obligations };
};

/** 会办单位答复: agree, disagree with a reason, or agree but it must go up. */
export const answer: ActRule = ({ state, actor, input }) => {
  const open = state.obligations.filter((each) => each.unit === actor.unit && isOwed(each));
  const wanted = text(input, 'obligation');
  const mine = wanted ? open.find((each) => each.id === wanted) : open[0];
  if (!mine) throw conflict('no-obligation', '贵单位没有待答复的会办要求');
  const kind = text(input, 'kind');
  if (kind !== 'agree' && kind !== 'disagree' && kind !== 'agree-but-up')
    throw invalid('kind', '请选择：同意、不同意，或同意但须报上级');
  if (kind !== 'agree' && !input.reason) throw invalid('reason', '不同意或须报上级的，请写明理由');
  return { input: { ...input, obligation: mine.id } };
};

/**
 * 退办: a wrong assignment goes back within its limit, naming the unit proposed. After the limit the office decides.
 * Inside one unit (section to liaison) it is a plain step back and counts for nothing.
 */
export const giveBack: ActRule = (context) => {
  const { state, input } = context;
  const hop = currentHop(state);
  if (!hop) throw conflict('not-dispatched', '事项还没有分办，无从退办');
  if (hop.stage !== 'unsigned' && hop.stage !== 'handling')
    throw conflict('wrong-stage', '已经拟稿送审，不能退办', '请先退回修改');
  const parent = state.hops.find((each) => each.id === hop.parent);
  const counts = parent?.unit !== hop.unit;
  if (counts) checkReturn(context, hop);
  return {
    input: { ...input, counts },
    custody: parent ? custodyOf(parent) : { hop: null, unit: state.office },
    stays: parent !== undefined,
  };
};

function checkReturn(context: ActContext, hop: Hop): void {
  const { state, definition, input, now, calendar } = context;
  const limit = definition.returns;
  if (!limit) return;
  if (state.returns >= limit.atMost)
    throw conflict(
      'returned-enough',
      `已退办${limit.atMost}次，由营商办裁定承办单位`,
      '请先办理；确有异议请联系营商办',
      '避免事项在单位之间空转',
    );
  if (now > spanEnd(limit.within, hop.assignedAt, calendar))
    throw conflict(
      'return-late',
      `已超过退办期限（收到后${limit.within.amount}${UNIT_WORDS[limit.within.unit]}内）`,
      '请继续办理，或申请会办',
    );
  const proposed = text(input, 'proposed');
  if (!proposed) throw invalid('proposed', '退办须写明建议的承办单位');
  if (proposed === hop.unit) throw invalid('proposed', '建议的承办单位不能是本单位');
  if (!context.directory.unit(proposed)) throw invalid('proposed', `没有编码为“${proposed}”的单位`);
}

/** 上报: the child reports to the hop above, which handles again with the result in hand. */
export const report: ActRule = (context) => {
  const { state } = context;
  const hop = currentHop(state);
  const parent = state.hops.find((each) => each.id === hop?.parent);
  if (!hop || !parent) throw conflict('no-parent', '没有上一级，请直接办结');
  if (hop.stage === 'unsigned') throw conflict('unsigned', '还没有签收', '请先签收');
  if (parent.unit !== hop.unit) checkCleared(hop, context);
  else if (hop.stage !== 'cleared' && hop.stage !== 'handling')
    throw conflict('not-cleared', '还在核稿或审签，不能上报', '请等审签通过');
  return { custody: custodyOf(parent) };
};

export const custodyOf = (hop: Hop) => ({
  hop: hop.id,
  unit: hop.unit,
  ...(hop.section ? { section: hop.section } : {}),
  ...(hop.person ? { person: hop.person } : {}),
});

const nameOf = (context: ActContext, unit: string): string => context.directory.unit(unit)?.name ?? unit;
