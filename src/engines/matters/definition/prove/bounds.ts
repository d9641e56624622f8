import type { LoopDefinition, Move } from '../schema.ts';
import { endsOf } from './flow.ts';
import { flaws, type Rule } from './rule.ts';

/** Extensions, reopenings, suspensions and refusals of an assignment are bounded. */
export const bounds: Rule = (definition) => {
  const { add, found } = flaws('bounded');
  for (const [name, move] of Object.entries(definition.moves)) {
    const at = ['moves', name];
    if (move.atMost === undefined) {
      if (reopens(definition, move)) add(at, `“${move.title}”会让事项重新办理，须写明最多几次（atMost）`);
      else if (move.suspend) add(at, `“${move.title}”会中止计时，须写明最多几次（atMost）`);
    }
    if (move.raise && move.act !== 'reopen') add(at, `“${move.title}”不是重办，不能升一级（raise）`);
    if (move.act === 'return' && !definition.returns) add(at, `“${move.title}”须写明退办的次数和期限（returns）`);
    if (move.act === 'request-extension') checkExtension(definition, move, at, add);
  }
  return found;
};

/** Out of an end, or back from a verification. */
function reopens(definition: LoopDefinition, move: Move): boolean {
  const ends = endsOf(definition);
  const targets = typeof move.to === 'object' ? Object.values(move.to) : move.to === undefined ? [] : [move.to];
  const toLive = targets.some((each) => !ends.has(each));
  return move.act === 'reopen' || (toLive && (move.act === 'verify' || move.from.some((each) => ends.has(each))));
}

function checkExtension(
  definition: LoopDefinition,
  move: Move,
  at: readonly string[],
  add: (path: readonly string[], message: string) => void,
): void {
  if (!Object.values(definition.clocks).some((each) => (each.extensions?.atMost ?? 0) > 0))
    add(at, `“${move.title}”：没有一项时限写明可以延期几次、多长（extensions）`);
  const decides = Object.values(definition.moves).filter((each) => each.act === 'decide-extension');
  const lost = move.from.filter((state) => !decides.some((each) => each.from.includes(state)));
  if (lost.length > 0) add(at, `“${move.title}”：在 ${lost.join('、')} 没有人能审批延期（decide-extension）`);
}
