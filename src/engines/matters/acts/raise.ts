import { isComplainedOf } from '../complained.ts';
import type { ActData } from '../events.ts';
import { type ActContext, conflict } from './act.ts';

/**
 * 提级重办: whoever answered badly does not answer again. The matter goes to the office above, where there is one, and
 * must then be given to a unit of a higher level; at the top, to another than the one that answered.
 */
export function raise({ state, directory }: ActContext): Pick<ActData, 'office' | 'raisedFrom'> {
  const answered = state.hops.findLast((each) => each.parent === null && each.stage !== 'returned')?.unit;
  const unit = answered === undefined ? undefined : directory.unit(answered);
  const above = directory
    .ancestors(state.office)
    .find(
      (each) =>
        directory.unit(each)?.kind === 'office' &&
        (directory.unit(each)?.level ?? 9) < (directory.unit(state.office)?.level ?? 0) &&
        !isComplainedOf(each, state.complainedOf, directory),
    );
  // The top office itself answered: nobody stands above it.
  const isTop = unit?.id === state.office && above === undefined;
  return { ...(above ? { office: above } : {}), ...(unit && !isTop ? { raisedFrom: unit.id } : {}) };
}

/** @throws Refusal when the unit is the one that answered badly, or no higher than it */
export function checkRaised({ state, directory }: ActContext, id: string): void {
  const before = state.raisedFrom === undefined ? undefined : directory.unit(state.raisedFrom);
  const unit = directory.unit(id);
  if (!before || !unit) return;
  const isHigher = before.level > 1 ? unit.level < before.level : unit.level <= before.level && unit.id !== before.id;
  if (isHigher) return;
  throw conflict(
    'not-higher',
    `企业对“${before.name}”的办理不满意，重办不能再交${unit.id === before.id ? '该单位' : '同级或下级单位'}`,
    before.level > 1 ? '请交上一级单位承办' : '请由营商办牵头，或交其他单位承办，原单位可以会办',
  );
}
