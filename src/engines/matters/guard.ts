import { declare, type Expression, evaluate, type FactDeclaration, type Facts, parseExpression } from '#language';
import type { DecisionContext } from './context.ts';
import type { Field, LoopDefinition, Move, Need } from './definition/schema.ts';
import type { Inputs } from './events.ts';
import { isOwed, type MatterState } from './state.ts';

/** The rating of the last answer: what was said of an earlier one says nothing about it. */
const currentRating = ({ rating, finishedAt = 0 }: MatterState): number | undefined =>
  rating && rating.at >= finishedAt ? rating.grade : undefined;

/** Units whose last word is a no. */
const differing = ({ obligations }: MatterState): readonly string[] => {
  const last = new Map(obligations.flatMap(({ unit, answer }) => (answer ? [[unit, answer.kind] as const] : [])));
  return [...last].flatMap(([unit, kind]) => (kind === 'disagree' ? [unit] : []));
};

/** What every guard may name, beside the loop's own fields. */
const STANDING: readonly (FactDeclaration & { readonly of: (state: MatterState) => unknown })[] = [
  { name: '环节', type: 'string', of: (state) => state.status },
  { name: '定级', type: 'string', of: (state) => state.grade ?? null },
  { name: '渠道', type: 'string', of: (state) => state.channel },
  { name: '退办次数', type: 'number', of: (state) => state.returns },
  { name: '重办次数', type: 'number', of: (state) => state.reopenings },
  { name: '回访次数', type: 'number', of: (state) => state.calls },
  { name: '已评价', type: 'boolean', of: (state) => currentRating(state) !== undefined },
  { name: '已回访', type: 'boolean', of: ({ reachedAt = -1, finishedAt = 0 }) => reachedAt >= finishedAt },
  { name: '满意程度', type: 'number', of: (state) => currentRating(state) ?? null },
  { name: '关联件数', type: 'number', of: (state) => state.links.length },
  {
    name: '未答复会办',
    type: 'number',
    of: (state) => state.obligations.filter(isOwed).length,
  },
  {
    name: '不同意会办',
    type: 'number',
    of: (state) => differing(state).length,
  },
  {
    name: '已超期',
    type: 'boolean',
    of: (state) => Object.values(state.clocks).some((each) => each.breaches > 0),
  },
];

export const STANDING_NAMES: readonly string[] = STANDING.map((each) => each.name);

const TYPES: Partial<Record<Field['type'], FactDeclaration['type']>> = {
  number: 'number',
  money: 'money',
  boolean: 'boolean',
  date: 'date',
};

/** The names that expressions of a loop may use. */
export const catalogueOf = (definition: LoopDefinition) =>
  declare([
    ...STANDING.map(({ of: _, ...entry }) => entry),
    ...definition.fields.map(
      (each): FactDeclaration => ({
        name: each.title,
        aliases: [each.name],
        type: TYPES[each.type] ?? 'string',
        list: each.type === 'codes' || each.type === 'units',
      }),
    ),
  ]);

/** True, or why the guard does not hold. An unknown never passes a guard. */
export function guardOf(
  move: Move,
  state: MatterState,
  { definition }: Pick<DecisionContext, 'definition'>,
): true | string {
  if (!move.guard) return true;
  const { value, missing } = run(move.guard, definition, factsOf(state, definition));
  if (value === true) return true;
  const reason = move.guardTitle ?? `条件不满足：${move.guard}`;
  return missing.length > 0 ? `${reason}（还不知道：${missing.join('、')}）` : reason;
}

/** Whether something that has a condition applies. */
export const holdsFor = (when: string | undefined, state: MatterState, definition: LoopDefinition): boolean =>
  when === undefined || run(when, definition, factsOf(state, definition)).value === true;

/** What a move asks as the matter stands. */
export const neededIn = ({ needs }: Move, state: MatterState, definition: LoopDefinition): readonly Need[] =>
  needs.filter((each) => holdsFor(each.when, state, definition));

/** The first grade whose condition holds, most serious first as the pack lists them. */
export function gradeOf(fields: Inputs, definition: LoopDefinition): string | undefined {
  return definition.grading.find((each) => run(each.when, definition, byTitle(definition, fields)).value === true)
    ?.grade;
}

const factsOf = (state: MatterState, definition: LoopDefinition): Record<string, unknown> => ({
  ...Object.fromEntries(STANDING.map((each) => [each.name, each.of(state)])),
  ...byTitle(definition, state.fields),
});

const byTitle = (definition: LoopDefinition, fields: Inputs): Record<string, unknown> =>
  Object.fromEntries(definition.fields.map((each) => [each.title, fields[each.name] ?? null]));

/** Definitions do not change, so each expression is parsed once. */
const parsed = new WeakMap<LoopDefinition, Map<string, Expression>>();

function expressionOf(text: string, definition: LoopDefinition): Expression {
  const known = parsed.get(definition) ?? new Map<string, Expression>();
  parsed.set(definition, known);
  const found = known.get(text);
  if (found) return found;
  const result = parseExpression(text, catalogueOf(definition));
  if (!result.ok)
    throw new Error(`loop ${definition.loop}: ${text}: ${result.diagnostics.map((each) => each.message).join('; ')}`);
  known.set(text, result.expression);
  return result.expression;
}

const run = (text: string, definition: LoopDefinition, facts: Record<string, unknown>) =>
  evaluate(expressionOf(text, definition), facts as Facts);
