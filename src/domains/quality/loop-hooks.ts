import type { Inputs, MatterState } from '#engines/matters';
import { dayOf, refuse, toInstant } from '#kernel';
import { lookBackConcluded } from './look-back.ts';
import { splitMerged, tellMerged } from './merged.ts';
import type { QualityPorts } from './ports.ts';
import { checkPostMortem } from './post-mortem.ts';

const said = (input: Inputs, name: string): string => {
  const value = input[name];
  return typeof value === 'string' ? value : '';
};

type LoopCheck =
  | { readonly standing: (about: { readonly state: MatterState }) => void }
  | { readonly given: (input: Inputs) => void };

/** Checks that a loop may name; what people filled in is seen before free text is put apart. */
export const LOOP_CHECKS = {
  'called-on-three-days': { standing: ({ state }) => mustHaveCalled(state) },
  'names-a-change': {
    given: (input) =>
      checkPostMortem({
        kind: CHANGES[said(input, 'change')] ?? 'rule',
        target: said(input, 'target'),
        change: said(input, 'proposal'),
      }),
  },
} satisfies Readonly<Record<string, LoopCheck>>;

const CALLS = 3;

/** Whoever rated did not answer: only after calls on three different days since the work was said to be done. */
function mustHaveCalled({ callDays = [], finishedAt = 0, rating }: MatterState): void {
  if (rating && rating.at >= finishedAt)
    throw refuse({
      code: 'quality.rated-again',
      kind: 'conflict',
      what: '评价人已经再次评价',
      todo: '请按再次评价的结果办理',
    });
  const days = callDays.filter((each) => each >= dayOf(toInstant(finishedAt))).length;
  if (days >= CALLS) return;
  throw refuse({
    code: 'quality.too-few-calls',
    kind: 'conflict',
    what: '须在三个不同的日子联系评价人，仍未回应的才能这样结束',
    why: `整改完成以来，留痕的联系分布在 ${days} 天`,
    todo: '请另选日子再联系，并登记回访',
  });
}

const CHANGES: Readonly<Record<string, 'rule' | 'policy' | 'process'>> = {
  rule: 'rule',
  policy: 'policy',
  process: 'process',
};

type LoopCall = (
  ports: QualityPorts,
  at: { readonly tenant: string; readonly now: number },
  id: string,
) => Promise<void>;

/** Steps that a loop may name as an effect; each may come twice. */
export const LOOP_CALLS: Readonly<Record<string, LoopCall>> = {
  'look-back-concluded': lookBackConcluded,
  'split-merged': splitMerged,
  'tell-merged': tellMerged,
};
