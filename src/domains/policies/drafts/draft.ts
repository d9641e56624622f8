import { refuse } from '#kernel';
import type { Policy } from '../clause/index.ts';

/** What happened to a draft; the draft is the fold over these. */
export type DraftEvent = {
  readonly at: number;
  readonly actor: string;
  readonly unit?: string;
} & (
  | { readonly type: 'written'; readonly data: { readonly body: unknown } }
  | {
      readonly type: 'opinion';
      readonly data: { readonly id: string; readonly from: string; readonly kind: OpinionKind; readonly text: string };
    }
  | {
      readonly type: 'answered';
      readonly data: { readonly id: string; readonly adopted: boolean; readonly text: string };
    }
  | { readonly type: 'paired'; readonly data: { readonly interpretation?: string; readonly notice?: string } }
  | { readonly type: 'verdict'; readonly data: Verdict }
  | { readonly type: 'issued'; readonly data: { readonly version: string } }
  | { readonly type: 'dropped'; readonly data: { readonly reason: string } }
);

/** 征求了谁的意见。 */
export type OpinionKind = 'enterprise' | 'chamber' | 'department' | 'public';

/** Of one clause: none of the 19 kinds, or which, and under which exception it may stand. */
export type Verdict = {
  readonly clause: string;
  readonly kinds: readonly string[];
  readonly exception?: { readonly ground: string; readonly until: string; readonly why: string };
  readonly text: string;
};

export type Opinion = {
  readonly id: string;
  readonly from: string;
  readonly kind: OpinionKind;
  readonly text: string;
  readonly at: number;
  readonly answer?: { readonly adopted: boolean; readonly text: string; readonly at: number };
};

export type Draft = {
  readonly seq: number;
  readonly status: 'draft' | 'issued' | 'dropped';
  readonly body: unknown;
  /** How often the text was written; a verdict is good for the text it saw. */
  readonly writtenAt: number;
  readonly by: string;
  readonly unit?: string;
  /** Who wrote the text as it stands: he neither judges nor issues it. */
  readonly writtenBy: string;
  readonly opinions: readonly Opinion[];
  readonly interpretation?: string;
  readonly notice?: string;
  readonly verdicts: readonly (Verdict & { readonly at: number; readonly actor: string })[];
  readonly version?: string;
};

const EMPTY: Draft = {
  seq: 0,
  status: 'draft',
  body: {},
  writtenAt: 0,
  by: '',
  writtenBy: '',
  opinions: [],
  verdicts: [],
};

export const foldDraft = (events: readonly DraftEvent[]): Draft => events.reduce(evolve, EMPTY);

function evolve(draft: Draft, event: DraftEvent): Draft {
  const next = { ...draft, seq: draft.seq + 1 };
  switch (event.type) {
    case 'written':
      return {
        ...next,
        body: event.data.body,
        writtenAt: event.at,
        writtenBy: event.actor,
        ...(draft.seq === 0 ? { by: event.actor, ...(event.unit ? { unit: event.unit } : {}) } : {}),
        // A verdict on another text is no verdict.
        verdicts: [],
      };
    case 'opinion':
      return { ...next, opinions: [...draft.opinions, { ...event.data, at: event.at }] };
    case 'answered':
      return { ...next, opinions: draft.opinions.map((each) => answered(each, event)) };
    case 'paired':
      return { ...next, ...event.data };
    case 'verdict':
      return {
        ...next,
        verdicts: [
          ...draft.verdicts.filter((each) => each.clause !== event.data.clause),
          { ...event.data, at: event.at, actor: event.actor },
        ],
      };
    case 'issued':
      return { ...next, status: 'issued', version: event.data.version };
    case 'dropped':
      return { ...next, status: 'dropped' };
  }
}

const answered = (opinion: Opinion, { data, at }: Extract<DraftEvent, { type: 'answered' }>): Opinion =>
  opinion.id === data.id ? { ...opinion, answer: { adopted: data.adopted, text: data.text, at } } : opinion;

/** So many characters at least: what a firm reads beside the policy says something. */
export const LEAST_SAID = { interpretation: 30, notice: 15 } as const;

const saidOf = (text: string | undefined, least: number): Pick<Hurdle, 'done' | 'why'> => {
  const length = text?.trim().length ?? 0;
  if (length === 0) return { done: false, why: '还没有写' };
  return length < least ? { done: false, why: `只有 ${length} 字，至少 ${least} 字` } : { done: true, why: '已备好' };
};

/** One thing that issuing waits for. */
export type Hurdle = { readonly code: string; readonly title: string; readonly done: boolean; readonly why: string };

/**
 * What stands between a draft and its issue: 征求意见并逐条答复, 解读、通知同步 (三同步), 公平竞争审查逐条有结论, and a text
 * that compiles with its cases.
 */
export function hurdlesOf(draft: Draft, policy: Policy | undefined, findings: readonly string[]): readonly Hurdle[] {
  const open = draft.opinions.filter((each) => !each.answer).length;
  const fromFirms = draft.opinions.some((each) => each.kind === 'enterprise' || each.kind === 'chamber');
  const judged = new Set(draft.verdicts.map((each) => each.clause));
  const waiting = (policy?.clauses ?? []).filter((each) => !judged.has(each.clause));
  const bad = draft.verdicts.filter((each) => each.kinds.length > 0 && !each.exception);
  return [
    {
      code: 'text',
      title: '条款写得通，算例全部通过',
      done: policy !== undefined && findings.length === 0,
      why: findings.length === 0 && policy ? `${policy.clauses.length} 条` : `${findings.length} 处要改`,
    },
    {
      code: 'consulted',
      title: '征求企业、商会意见并逐条答复',
      done: fromFirms && open === 0,
      why: !fromFirms
        ? '还没有企业或商会的意见'
        : open > 0
          ? `${open} 条意见没有答复`
          : `${draft.opinions.length} 条均已答复`,
    },
    { code: 'interpretation', title: '政策解读', ...saidOf(draft.interpretation, LEAST_SAID.interpretation) },
    { code: 'notice', title: '宣传通知', ...saidOf(draft.notice, LEAST_SAID.notice) },
    {
      code: 'fair-competition',
      title: '公平竞争审查，逐条结论',
      done: policy !== undefined && waiting.length === 0 && bad.length === 0,
      why: !policy
        ? '条文还读不懂，不能审查'
        : waiting.length > 0
          ? `${waiting.length} 条没有结论`
          : bad.length > 0
            ? `${bad.length} 条违反审查标准且不符合例外`
            : '均已审查',
    },
  ];
}

/** @throws Refusal `policies.not-ready` naming everything that is still missing */
export function mustBeReady(hurdles: readonly Hurdle[]): void {
  const left = hurdles.filter((each) => !each.done);
  if (left.length === 0) return;
  throw refuse({
    code: 'policies.not-ready',
    kind: 'conflict',
    what: `还差 ${left.length} 项，不能印发`,
    why: left.map((each) => `${each.title}：${each.why}`).join('；'),
    todo: '补齐后再印发；解读、通知要与政策同步（三同步），未经公平竞争审查不得出台（公平竞争审查条例第十八条）',
  });
}

export const changedMeanwhile = () =>
  refuse({
    code: 'policies.draft-changed',
    kind: 'conflict',
    what: '草案刚被别人改过，这次没有保存',
    todo: '请刷新后再改',
  });

export function mustBeOpen(draft: Draft): void {
  if (draft.status === 'draft') return;
  throw refuse({
    code: 'policies.closed',
    kind: 'conflict',
    what: draft.status === 'issued' ? '这件政策已经印发' : '这份草案已经作废',
    todo: '要修改请另起草案',
  });
}
