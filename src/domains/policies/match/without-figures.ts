import type { LibraryClause } from '../clause/index.ts';
import type { MatchView } from './views.ts';

const UNSEEN = '无权查看';

/**
 * A match as an official may see it who may not see some figures of the firm: whether it fits, not by how much it falls
 * short, and no amount that is worked out from such a figure.
 */
export function withoutFigures(
  { amount, fen, cutFrom, ...view }: MatchView,
  { clause, reads }: Pick<LibraryClause, 'clause' | 'reads'>,
  hidden: ReadonlySet<string>,
): MatchView {
  const told = clause.amount.kind === 'fixed' || !reads.some((each) => hidden.has(each));
  return {
    ...view,
    conditions: view.conditions.map((each) =>
      each.reads.some((name) => hidden.has(name)) ? { ...each, gaps: each.gaps.map(unseen) } : each,
    ),
    ...(told && amount !== undefined && fen !== undefined ? { amount, fen } : {}),
    ...(told && cutFrom !== undefined ? { cutFrom } : {}),
  };
}

type Gap = MatchView['conditions'][number]['gaps'][number];

const unseen = ({ short: _, ...gap }: Gap): Gap => ({
  ...gap,
  have: UNSEEN,
  sentence: `${gap.text}：未达到，具体数值${UNSEEN}`,
});
