import { unknownName } from '../finding.ts';
import { BACK, type Budget, type Effect, type Field, type LoopDefinition, type Need } from '../schema.ts';
import { flaws, type Path, type Rule } from './rule.ts';

type Check = (path: Path, kind: string, name: string, known: Iterable<string>) => void;

/** Everything that is named exists. */
export const names: Rule = (definition, { lists, loops, checks, calls }) => {
  const { add, found } = flaws('unknown-name');
  const check: Check = (path, kind, name, known) => {
    const all = [...known];
    if (!all.includes(name)) add(path, unknownName(kind, name, all));
  };
  checkMoves(definition, check);
  checkOpening(definition, check);
  checkClocks(definition, check);
  for (const [path, effect] of effectsOf(definition)) {
    if (effect.effect === 'set-flag' || effect.effect === 'clear-flag')
      check([...path, 'flag'], '标记', effect.flag, Object.keys(definition.flags));
    if (effect.effect === 'open-matter' && loops) check([...path, 'loop'], '闭环', effect.loop, loops);
    if (effect.effect === 'call' && calls) check([...path, 'name'], '后续步骤', effect.name, calls);
  }
  if (checks) checkNamedChecks(definition, check, [...checks]);
  if (lists) for (const [path, list] of listsOf(definition)) check(path, '代码表', list, lists);
  return found;
};

function checkNamedChecks(definition: LoopDefinition, check: Check, known: readonly string[]): void {
  for (const [name, move] of Object.entries(definition.moves))
    move.checks?.forEach((each, index) => {
      check(['moves', name, 'checks', index], '检查', each, known);
    });
}

const stepsOf = ({ moves }: LoopDefinition): readonly string[] =>
  Object.entries(moves).flatMap(([name, { act }]) => (act === 'advance' ? [name] : []));

const statesOf = (definition: LoopDefinition): readonly string[] => definition.states.map((each) => each.id);

function checkMoves(definition: LoopDefinition, check: Check): void {
  const states = statesOf(definition);
  for (const [name, move] of Object.entries(definition.moves)) {
    const at = ['moves', name];
    move.from.forEach((state, index) => {
      check([...at, 'from', index], '环节', state, states);
    });
    if (typeof move.to === 'string') check([...at, 'to'], '环节', move.to, [...states, BACK]);
    for (const [outcome, state] of Object.entries(typeof move.to === 'object' ? move.to : {}))
      check([...at, 'to', outcome], '环节', state, states);
    for (const list of ['starts', 'stops'] as const)
      move[list].forEach((clock, index) => {
        check([...at, list, index], '时限', clock, Object.keys(definition.clocks));
      });
    move.records?.forEach((record, index) => {
      const recordable = move.needs.filter((need) => definition.fields.some((each) => fills(need, each)));
      check(
        [...at, 'records', index],
        '同名同类的字段',
        record,
        recordable.map((each) => each.name),
      );
    });
    if (move.apartFrom) check([...at, 'apartFrom'], '逐步推进的动作', move.apartFrom, stepsOf(definition));
    if (move.suspend) check([...at, 'suspend'], '中止事由', move.suspend, Object.keys(definition.grounds));
  }
  for (const [name, ground] of Object.entries(definition.grounds))
    check(['grounds', name, 'next'], '动作', ground.next, Object.keys(definition.moves));
}

/** What is filled in fits the field of that name as it is. */
const fills = (need: Need, field: Field): boolean =>
  need.name === field.name && need.type === field.type && need.list === field.list;

function checkOpening(definition: LoopDefinition, check: Check): void {
  check(['open', 'to'], '环节', definition.open.to, statesOf(definition));
  definition.open.starts.forEach((clock, index) => {
    check(['open', 'starts', index], '时限', clock, Object.keys(definition.clocks));
  });
  if (definition.preset) check(['preset'], '时限方案', definition.preset, Object.keys(definition.presets));
}

function checkClocks(definition: LoopDefinition, check: Check): void {
  const clocks = Object.keys(definition.clocks);
  for (const [name, { budget }] of Object.entries(definition.clocks))
    checkBudget(['clocks', name, 'budget'], budget, definition, check);
  for (const [preset, { budgets }] of Object.entries(definition.presets))
    for (const [clock, budget] of Object.entries(budgets)) {
      const at = ['presets', preset, 'budgets', clock];
      check(at, '时限', clock, clocks);
      checkBudget(at, budget, definition, check);
    }
}

function checkBudget(path: Path, budget: Budget, definition: LoopDefinition, check: Check): void {
  if (typeof budget === 'number') return;
  const fields = definition.fields;
  if ('until' in budget) {
    check(
      [...path, 'until'],
      '日期字段',
      budget.until,
      fields.filter(({ type }) => type === 'date').map(({ name }) => name),
    );
    return;
  }
  check([...path, 'by'], '字段', budget.by, ['grade', ...fields.map(({ name }) => name)]);
  if (budget.by !== 'grade') return;
  for (const grade of Object.keys(budget.of))
    check(
      [...path, 'of', grade],
      '定级',
      grade,
      definition.grading.map((each) => each.grade),
    );
}

/** Every effect of a loop and where it stands. */
export function effectsOf(definition: LoopDefinition): readonly (readonly [Path, Effect])[] {
  const placed = (path: Path, effects: readonly Effect[]) =>
    effects.map((effect, index) => [[...path, index], effect] as const);
  return [
    ...placed(['open', 'effects'], definition.open.effects),
    ...Object.entries(definition.moves).flatMap(([name, { effects }]) => placed(['moves', name, 'effects'], effects)),
    ...Object.entries(definition.clocks).flatMap(([name, { ladder }]) =>
      ladder.flatMap(({ effects }, index) => placed(['clocks', name, 'ladder', index, 'effects'], effects)),
    ),
  ];
}

/** Lists of the loop itself are no code lists. */
const OWN_LISTS = new Set(['refusals', 'grading']);

function listsOf(definition: LoopDefinition): readonly (readonly [Path, string])[] {
  const fields = definition.fields.map((each, index) => [['fields', index, 'list'], each.list] as const);
  const needs = Object.entries(definition.moves).flatMap(([name, move]) =>
    move.needs.map((each, index) => [['moves', name, 'needs', index, 'list'], each.list] as const),
  );
  return [...fields, ...needs].flatMap(([path, list]) => (list && !OWN_LISTS.has(list) ? [[path, list] as const] : []));
}
