import { instant } from '#kernel';
import { extendOne, governingClock, isLive, spanEnd } from '../clocks.ts';
import { UNIT_WORDS } from '../definition/spoken.ts';
import { type ActRule, conflict, invalid, text } from './act.ts';

/** 申请延期: in time, bounded in number and length; another decides. */
export const requestExtension: ActRule = ({ state, definition, input, now }) => {
  const name = text(input, 'clock') ?? governingClock(definition);
  const rule = name ? definition.clocks[name] : undefined;
  const clock = name ? state.clocks[name] : undefined;
  if (!name || !rule || !isLive(clock)) throw invalid('clock', '没有可以延期的时限');
  if (state.pendingExtension) throw conflict('extension-pending', '已有一份延期申请在等审批');
  const { atMost, amount: longest } = rule.extensions ?? { atMost: 0, amount: 0 };
  if (atMost === 0)
    throw conflict('extensions-used', `“${rule.title}”不能延期`, '请在时限内办理；确有困难的，请联系营商办');
  if (clock.extensions.length >= atMost)
    throw conflict('extensions-used', `“${rule.title}”最多延期 ${atMost} 次，已经用完`);
  if (clock.state.fireAt !== null && now > clock.state.fireAt)
    throw conflict('extension-late', '时限已过，不能再申请延期', '请尽快办结；超期已记录');
  const amount = Number(input.amount);
  if (!Number.isInteger(amount) || amount < 1 || amount > longest)
    throw invalid('amount', amountWrong(input.amount, longest, UNIT_WORDS[rule.unit]));
  return { input: { ...input, clock: name, amount } };
};

const amountWrong = (given: unknown, longest: number, unit: string): string =>
  given === undefined || given === null || given === ''
    ? `请填写延长多少，一次最多 ${longest} ${unit}`
    : `一次最多延期 ${longest} ${unit}，填写的是 ${String(given)} ${unit}`;

/** 审批延期: by somebody else, and before the limit has run out. */
export const decideExtension: ActRule = (context) => {
  const { state, actor, input, now } = context;
  const pending = state.pendingExtension;
  if (!pending) throw conflict('no-extension', '没有待审批的延期申请');
  if (pending.by === actor.id) throw conflict('own-extension', '不能审批自己的延期申请');
  const verdict = text(input, 'verdict');
  if (verdict !== 'agree' && verdict !== 'refuse') throw invalid('verdict', '请选择：同意，或不同意');
  if (verdict === 'refuse') return {};
  const fireAt = state.clocks[pending.clock]?.state.fireAt ?? null;
  if (fireAt !== null && now > fireAt)
    throw conflict('extension-late', '时限已过，不能再批准延期', '只能选择不同意；超期已记录');
  return { after: (draft) => extendOne(draft, pending.clock, pending.amount, pending.reason, context) };
};

/** 挂账: carried over with its ground, never counted as resolved; comes back on its review date. */
export const shelve: ActRule = ({ input, now, calendar, move, moveName, definition }) => {
  const review = text(input, 'review');
  if (!review) throw invalid('review', '挂账须写明复核日期');
  const ground = move.suspend ? definition.grounds[move.suspend] : undefined;
  if (!ground) throw new Error(`${moveName}: shelve needs a ground`);
  const until = instant(review) + calendar.endOfDay;
  if (until <= now) throw invalid('review', '复核日期已经过去', '请选择今后的日期');
  const { amount, unit } = ground.bound;
  if (until > spanEnd(ground.bound, now, calendar))
    throw invalid('review', `“${ground.title}”最长${amount}${UNIT_WORDS[unit]}`, '请选择更早的复核日期');
  return {};
};
