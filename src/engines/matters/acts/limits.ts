import { addWorkingDays, type Instant, instant } from '#kernel';
import { extendOne, resumeAll, suspendAll } from '../clocks.ts';
import type { Draft } from '../context.ts';
import { type ActContext, type ActRule, conflict, invalid, text } from './act.ts';

/** 申请延期: in time, bounded in number and length; another decides. */
export const requestExtension: ActRule = ({ state, definition, input, now }) => {
  const name = text(input, 'clock') ?? Object.entries(definition.clocks).find(([, each]) => each.governs)?.[0];
  const rule = name ? definition.clocks[name] : undefined;
  const clock = name ? state.clocks[name] : undefined;
  if (!name || !rule || !clock || clock.stoppedAt !== undefined) throw invalid('clock', '没有可以延期的时限');
  if (state.pendingExtension) throw conflict('extension-pending', '已有一份延期申请在等审批');
  const { atMost, amount: longest } = rule.extensions ?? { atMost: 0, amount: 0 };
  if (clock.extensions.length >= atMost)
    throw conflict('extensions-used', `“${rule.title}”最多延期${atMost}次，已经用完`);
  if (clock.state.fireAt !== null && now > clock.state.fireAt)
    throw conflict('extension-late', '时限已过，不能再申请延期', '请尽快办结；超期已记录');
  const amount = Number(input.amount);
  if (!Number.isInteger(amount) || amount < 1 || amount > longest)
    throw invalid('amount', `一次最多延期${longest}，填写的是${String(input.amount)}`);
  return { input: { ...input, clock: name, amount } };
};

export const decideExtension: ActRule = ({ state, actor, input, ...context }) => {
  const pending = state.pendingExtension;
  if (!pending) throw conflict('no-extension', '没有待审批的延期申请');
  if (pending.by === actor.id) throw conflict('own-extension', '不能审批自己的延期申请');
  const verdict = text(input, 'verdict');
  if (verdict !== 'agree' && verdict !== 'refuse') throw invalid('verdict', '请选择：同意，或不同意');
  if (verdict === 'refuse') return {};
  return {
    after: (draft) =>
      extendOne(draft, pending.clock, pending.amount, pending.reason, { state, actor, ...context } as ActContext),
  };
};

/** Suspends every clock on a listed ground; the ground's own bounded clock runs meanwhile. */
export function suspendOn(draft: Draft, name: string, context: ActContext, until?: number): void {
  const ground = context.definition.grounds[name];
  if (!ground) throw new Error(`no ground ${name}`);
  const longest = boundOf(context, ground.bound);
  if (until !== undefined && until > longest)
    throw invalid(
      'review',
      `“${ground.title}”最长${ground.bound.amount}${UNITS[ground.bound.unit]}`,
      '请选择更早的复核日期',
    );
  suspendAll(draft, context);
  draft.add({ type: 'suspended', data: { ground: name, until: until ?? longest, then: ground.then } });
}

export function resumeFrom(draft: Draft, context: ActContext): void {
  const { suspension } = draft.state();
  if (!suspension) return;
  resumeAll(draft, context);
  draft.add({ type: 'resumed', data: { ground: suspension.ground } });
}

const UNITS = {
  'working-day': '个工作日',
  'working-hour': '个工作小时',
  'working-minute': '个工作分钟',
  day: '天',
  hour: '小时',
  minute: '分钟',
  month: '个月',
} as const;

function boundOf(
  { calendar, now }: ActContext,
  bound: { readonly amount: number; readonly unit: keyof typeof UNITS },
): number {
  if (bound.unit === 'working-day') return addWorkingDays(calendar, now, bound.amount).instant;
  const scale = {
    'working-day': 0,
    'working-hour': 3,
    'working-minute': 3 / 60,
    day: 24,
    hour: 1,
    minute: 1 / 60,
    month: 730,
  };
  return now + scale[bound.unit] * 3_600_000;
}

/** 挂账: carried over with its ground, never counted as resolved; comes back on its review date. */
export const shelve: ActRule = (context) => {
  const review = text(context.input, 'review');
  if (!review) throw invalid('review', '挂账须写明复核日期');
  const until = (instant(review) + context.calendar.endOfDay) as Instant;
  if (until <= context.now) throw invalid('review', '复核日期已经过去', '请选择今后的日期');
  if (!context.move.suspend) throw new Error(`${context.moveName}: shelve needs a ground`);
  return {};
};
