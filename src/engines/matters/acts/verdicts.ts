import { isComplainedOf } from '../complained.ts';
import type { Draft } from '../context.ts';
import type { Inputs } from '../events.ts';
import { checkFieldTypes } from '../fields.ts';
import { asFields } from '../needs.ts';
import { givenTo } from '../standing.ts';
import { type ActContext, type ActRule, conflict, invalid, text, texts } from './act.ts';
import { doersOf } from './doers.ts';
import { raise } from './raise.ts';
import { checkHolderLevel, mustExplainLower, redateClocks, regradeClocks } from './regrade.ts';

/** 不予受理: a listed ground, with the remedy that the law leaves open. */
export const refuseMatter: ActRule = ({ definition, input }) => {
  const ground = text(input, 'ground');
  const listed = definition.refusals.find((each) => each.ground === ground);
  if (!listed) {
    const known = definition.refusals.map((each) => each.title).join('、');
    throw invalid('ground', '不予受理须有列明的理由', `可选：${known}`);
  }
  return { input: { ...input, remedy: listed.remedy } };
};

/** 评价: five grades of GB/T 39734, 5 very satisfied … 1 very dissatisfied. */
export const rate: ActRule = ({ input }) => {
  const grade = Number(input.grade);
  if (!Number.isInteger(grade) || grade < 1 || grade > 5) throw invalid('grade', '请选择一个满意程度');
  return { input: { ...input, grade } };
};

/** 重办: bounded; to the office, or, where the state belongs to a holder, to the unit that had it last, to sign anew. */
export const reopen: ActRule = (context) => {
  const { state, definition, move, ids, directory } = context;
  const lifted = move.raise ? raise(context) : {};
  const after = dropPaceFlags(context);
  const office = { hop: null, unit: lifted.office ?? state.office };
  const target = definition.states.find((each) => each.id === move.to);
  const last = state.hops.findLast((each) => each.parent === null && each.stage !== 'returned');
  if (target?.owner !== 'holder' || !last || move.raise || !directory.unit(last.unit))
    return { ...lifted, custody: office, after };
  const hop = { id: ids(), parent: null, unit: last.unit, dueAt: null };
  return { hop, custody: { hop: hop.id, unit: hop.unit }, after };
};

/**
 * 已催办, 督办, 已报领导 tell how the round that has ended went: what a ladder, an urging or a supervision raised goes
 * with that round (the history keeps it), and the new one begins without them.
 */
function dropPaceFlags({ definition, state, move }: ActContext): (steps: Draft) => void {
  const effects = [
    ...Object.values(definition.clocks).flatMap((clock) => clock.ladder.flatMap((rung) => rung.effects)),
    ...Object.values(definition.moves).flatMap((each) =>
      each.act === 'urge' || each.act === 'supervise' ? each.effects : [],
    ),
  ];
  const raised = new Set(effects.flatMap((each) => (each.effect === 'set-flag' ? [each.flag] : [])));
  const kept = new Set(move.effects.flatMap((each) => (each.effect === 'set-flag' ? [each.flag] : [])));
  const gone = state.flags.filter((flag) => raised.has(flag) && !kept.has(flag));
  return (steps) => {
    for (const flag of gone) steps.add({ type: 'flagged', data: { flag, on: false } });
  };
}

/** 销号: somebody else than the unit that did the work says whether it is done. */
export const verify: ActRule = (context) => {
  const { state, actor, input } = context;
  if (actor.unit && doersOf(state).has(actor.unit)) checkOwnWork(context);
  if (!text(input, 'outcome')) throw invalid('outcome', '请给出核验结论');
  return {};
};

/** At the top, where no other unit could verify, it must at least be another person. */
function checkOwnWork({ state, actor, directory }: ActContext): void {
  const isTop = actor.unit === state.office && directory.ancestors(state.office).length === 0;
  if (isTop && actor.id !== state.finishedBy) return;
  throw conflict('own-work', '办理单位不能核验自己的办理结果', isTop ? '请由另一位同事核验' : '请由另一单位核验');
}

/** 定级: regrading moves the limits that go by grade, and restarts none. */
export const setGrade: ActRule = (context) => {
  const grade = text(context.input, 'grade');
  if (!grade || !context.definition.grading.some((each) => each.grade === grade))
    throw invalid('grade', '没有这个定级');
  checkHolderLevel(context, grade);
  mustExplainLower(context, grade, 'reason');
  return { after: regradeClocks(context, grade) };
};

export const merge: ActRule = ({ state, input }) => {
  const into = text(input, 'into');
  if (!into) throw invalid('into', '没有选择合并到哪一件');
  if (into === state.id) throw invalid('into', '不能与自己合并');
  return {};
};

/** 单独办理: what was merged into another matter goes on by itself, from the office's desk. */
export const split: ActRule = ({ state }) => {
  if (state.mergedInto === undefined) throw conflict('not-merged', '这件事项没有并入别的事项');
  return { custody: { hop: null, unit: state.office } };
};

export const link: ActRule = ({ state, input }) => {
  const matter = text(input, 'matter');
  if (!matter || matter === state.id) throw invalid('matter', '请选择另一件事项');
  return {};
};

/** 补充 and 企业答复: the enterprise has spoken; the matter goes back to whom it was with. */
export const handBack: ActRule = (context) => ({ ...(lastOfficial(context) ?? {}) });

function lastOfficial({ state }: ActContext) {
  const before = [...state.custody].reverse().find((each) => !each.unit.startsWith('subject:'));
  if (!before) return undefined;
  const { hop, unit, section, person } = before;
  return { custody: { hop, unit, ...(section ? { section } : {}), ...(person ? { person } : {}) } };
}

/** 代办存疑: the enterprise says it did not ask for this. */
export const repudiate: ActRule = ({ state }) => {
  if (!state.agent) throw conflict('no-agent', '这件事项不是代办的');
  return {};
};

/** 更正: fields of the loop, and where it belongs. A corrected date moves the clock that ends on it. */
export const amend: ActRule = (context) => {
  const fields = asFields(context.input.fields);
  if (!fields || Object.keys(fields).length === 0) throw invalid('fields', '没有要修改的内容');
  const { definition } = context;
  const known = new Set([
    ...definition.fields.map((each) => each.name),
    'region',
    'enterprise',
    'tags',
    'complainedOf',
  ]);
  const strange = Object.keys(fields).filter((each) => !known.has(each));
  if (strange.length > 0) throw invalid('fields', `没有这些字段：${strange.join('、')}`);
  const emptied = definition.fields.filter((each) => each.required && each.name in fields && !fields[each.name]);
  if (emptied.length > 0) throw invalid('fields', `不能清空：${emptied.map((each) => each.title).join('、')}`);
  checkFieldTypes(definition, fields);
  checkFollowing(context, fields);
  checkRecusal(context, texts(fields, 'complainedOf'));
  return { input: { ...context.input, fields: withoutOldWords(context, fields) }, after: redateClocks(context) };
};

/** A field that says who holds it must not say somebody else than who does. */
function checkFollowing({ state, definition }: ActContext, fields: Inputs): void {
  const holder = givenTo(state)?.unit;
  for (const { name, title, follows } of definition.fields) {
    if (!follows || fields[name] === undefined || holder === undefined || fields[name] === holder) continue;
    const transfer = Object.values(definition.moves).find((each) => each.act === 'transfer');
    throw conflict('follows-holder', `“${title}”随承办单位走，不能单独更正`, `请办理“${transfer?.title ?? '转办'}”`);
  }
}

/** Words printed for a list of units go when the list is corrected without them. */
function withoutOldWords({ definition }: ActContext, fields: Inputs): Inputs {
  const stale = definition.fields.flatMap(({ name, printed }) =>
    printed !== undefined && name in fields && !(printed in fields) ? [[printed, ''] as const] : [],
  );
  return stale.length === 0 ? fields : { ...fields, ...Object.fromEntries(stale) };
}

/** 回避: whom it turns out to complain of must not hold it at that moment, nor be the office that keeps it. */
function checkRecusal({ state, directory }: ActContext, complainedOf: readonly string[]): void {
  const held = state.custody.at(-1);
  if (held?.person && complainedOf.includes(held.person))
    throw conflict('complained-of', '事项正由被反映的人办理', '请先转办，再登记回避');
  for (const unit of new Set([state.office, ...(held ? [held.unit] : [])]))
    if (isComplainedOf(unit, complainedOf, directory))
      throw conflict(
        'complained-of',
        `“${directory.unit(unit)?.name ?? unit}”正在办理，须回避`,
        unit === state.office ? '请上一级营商办处理' : '请先转办，再登记回避',
      );
}
