import { DEFAULT_NEEDS } from './default-needs.ts';
import { type LoopDefinition, Move, type Need } from './schema.ts';

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Gives every move that names no `needs` those of its act. What the system does by itself is asked nothing. */
export function completeNeeds(raw: unknown): unknown {
  if (!isRecord(raw) || !isRecord(raw.moves)) return raw;
  const moves = Object.entries(raw.moves).map(([name, move]) => [name, completeMove(move, raw)]);
  return { ...raw, moves: Object.fromEntries(moves) };
}

function completeMove(move: unknown, raw: Record<string, unknown>): unknown {
  if (!isRecord(move) || move.needs !== undefined) return move;
  const act = Move.shape.act.safeParse(move.act);
  const bySystem = Array.isArray(move.by) && move.by.every((each) => each === 'system');
  if (!act.success || bySystem) return move;
  return { ...move, needs: DEFAULT_NEEDS[act.data].filter((each) => applies(each, raw)) };
}

/** A loop without grades or co-handling is not asked for them. */
function applies(need: Need, raw: Record<string, unknown>): boolean {
  if (need.name === 'grade' && need.list === 'grading') return Array.isArray(raw.grading) && raw.grading.length > 0;
  return need.name !== 'units' || need.required || raw.obligation !== undefined;
}

/** Needs whose list is the loop's own get their options from it: refusal grounds and grades. */
export function fillOptions(definition: LoopDefinition): LoopDefinition {
  const moves = Object.entries(definition.moves).map(([name, move]) => [
    name,
    { ...move, needs: move.needs.map((need) => withOptions(need, definition)) },
  ]);
  return { ...definition, moves: Object.fromEntries(moves) };
}

function withOptions(need: Need, { refusals, grading }: LoopDefinition): Need {
  if (need.options) return need;
  if (need.list === 'refusals')
    return { ...need, options: refusals.map(({ ground, title }) => ({ code: ground, title })) };
  if (need.list === 'grading') return { ...need, options: grading.map(({ grade, title }) => ({ code: grade, title })) };
  return need;
}
