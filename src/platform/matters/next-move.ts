import {
  type Act,
  type AllowedMove,
  allowedMoves,
  currentHop,
  type DecisionContext,
  type MatterState,
} from '#engines/matters';

/**
 * Which of several open moves is the next step of the work: what the loop calls primary, and among the rest what brings
 * the matter furthest. Moves that anyone may make at any time (a comment, a link) are nobody's next step.
 */
const ORDER: readonly Act[] = [
  'answer',
  'sign',
  'review',
  'approve',
  'decide-extension',
  'verify',
  'assign',
  'finish',
  'report',
  'draft',
  'progress',
  'supply',
  'rate',
];

export type NextMove = { readonly move: string; readonly act: Act; readonly title: string };

/** The reader's own next step, if he has one. */
export function nextMoveOf(
  state: MatterState,
  context: DecisionContext,
  moves: readonly AllowedMove[] = allowedMoves(state, context),
): NextMove | undefined {
  if (state.closed) return undefined;
  const open = moves.flatMap(({ move, allowed }) => {
    const rule = context.definition.moves[move];
    return allowed && rule ? [{ move, act: rule.act, title: rule.title, primary: rule.primary }] : [];
  });
  const paper = open.find((each) => each.act === 'draft');
  if (paper && wantsPaper(state, context)) return paper;
  const flagged = open.find((each) => each.primary);
  if (flagged) return flagged;
  return open.filter((each) => ORDER.includes(each.act)).sort((a, b) => ORDER.indexOf(a.act) - ORDER.indexOf(b.act))[0];
}

/** In hand, in a unit whose settings ask for review or signature: before anything goes out, the answer is drawn up. */
function wantsPaper(state: MatterState, { directory, definition }: DecisionContext): boolean {
  const hop = currentHop(state);
  const unit = hop && directory.unit(hop.unit);
  if (hop?.stage !== 'handling' || !(unit?.needsReview || unit?.needsApproval)) return false;
  // Long work is told of again and again before it is claimed done; the paper comes last.
  return !Object.values(definition.moves).some(
    (each) => each.act === 'progress' && each.primary && each.from.includes(state.status),
  );
}

export type Queue = 'todo' | 'dispatch' | 'approve';

const QUEUES: Readonly<Record<Queue, (act: Act) => boolean>> = {
  todo: () => true,
  dispatch: (act) => act === 'assign' || act === 'transfer',
  approve: (act) => act === 'review' || act === 'approve' || act === 'decide-extension' || act === 'verify',
};

/** Does a matter with this next step belong in the queue? */
export const belongsIn = (queue: Queue | undefined, act: Act | undefined): boolean =>
  queue === undefined || (act !== undefined && QUEUES[queue](act));
