import type { LoopDefinition, Move } from '../schema.ts';
import { BACK } from '../schema.ts';
import { endsOf, type Flow, flowOf, movesFrom } from './flow.ts';
import { flaws, type Rule } from './rule.ts';

const pathOf = (definition: LoopDefinition, state: string) => [
  'states',
  Math.max(
    0,
    definition.states.findIndex((each) => each.id === state),
  ),
];

/** Every live state has an owner and says who falls in for him; ends say what they mean; ids are unique. */
export const owners: Rule = (definition) => {
  const { add, found } = flaws('owner');
  const seen = new Set<string>();
  definition.states.forEach((state, index) => {
    const at = ['states', index];
    if (state.id === BACK) add([...at, 'id'], `环节不能叫 ${BACK}，它的意思是“回到原环节”`);
    if (seen.has(state.id)) add([...at, 'id'], `环节 ${state.id} 写了两次`);
    seen.add(state.id);
    if (state.end) {
      if (!state.outcome) add([...at, 'outcome'], `终结环节“${state.title}”没有写明结果（outcome）`);
      return;
    }
    if (state.owner === 'none') add([...at, 'owner'], `环节“${state.title}”没有人负责（owner）`);
    if (!state.fallback) add([...at, 'fallback'], `环节“${state.title}”没有写明负责方落空时由谁接手（fallback）`);
    if (state.owner === 'subject' && !hasSubject(definition))
      add([...at, 'owner'], `环节“${state.title}”由企业负责，但这类事项没有企业，也不由企业提出`);
  });
  return found;
};

export const hasSubject = ({ subject, open }: LoopDefinition): boolean =>
  subject !== 'none' || open.by.includes('subject');

/** A running clock in every live state on every path; under suspension the ground's own bounded one. */
export const liveClocks: Rule = (definition) => {
  const { add, found } = flaws('live-clock');
  const ends = endsOf(definition);
  const { nodes, running, edges } = flowOf(definition);
  const told = new Set<string>();
  for (const [key, { state, ground }] of nodes) {
    if (ends.has(state) || ground !== '' || (running.get(key)?.size ?? 0) > 0 || told.has(state)) continue;
    told.add(state);
    const via = edges.find((each) => each.to === key && each.from !== key)?.move;
    const how = via ? `经“${definition.moves[via]?.title ?? via}”到达时` : '';
    add(pathOf(definition, state), `环节“${titleOf(definition, state)}”${how}可能没有任何时限在走`);
  }
  return found;
};

/** Every state can be reached, and from every one the matter can be brought to an end without luck. */
export const reachAndEnd: Rule = (definition) => {
  const reached = flaws('reached');
  const ending = flaws('ends');
  const flow = flowOf(definition);
  const states = new Set([...flow.nodes.values()].map((each) => each.state));
  for (const { id, title } of definition.states)
    if (!states.has(id)) reached.add(pathOf(definition, id), `从新建出发到不了环节“${title}”`);
  const told = new Set<string>();
  for (const { state } of deadEnds(definition, flow)) {
    if (told.has(state)) continue;
    told.add(state);
    ending.add(
      pathOf(definition, state),
      `环节“${titleOf(definition, state)}”不能保证走到终结：有条件、有次数或无人可办的动作不算数`,
    );
  }
  return [...reached.found, ...ending.found];
};

const titleOf = (definition: LoopDefinition, state: string): string =>
  definition.states.find((each) => each.id === state)?.title ?? state;

/** Nodes from which no chain of moves that can always be made leads to an end. */
function deadEnds(definition: LoopDefinition, { nodes, edges }: Flow) {
  const ends = endsOf(definition);
  const good = new Set([...nodes].filter(([, each]) => ends.has(each.state)).map(([key]) => key));
  const sure = edges.filter(({ move, from }) => {
    const node = nodes.get(from);
    const rule = definition.moves[move];
    return rule && node && isSure(definition, move, rule, node.state, node.ground);
  });
  for (let grew = true; grew; ) {
    grew = false;
    for (const { from, to } of sure)
      if (good.has(to) && !good.has(from)) {
        good.add(from);
        grew = true;
      }
  }
  return [...nodes].filter(([key]) => !good.has(key)).map(([, node]) => node);
}

/** Nothing but somebody's will (or the end of a suspension) stands between the matter and this move. */
function isSure(definition: LoopDefinition, name: string, move: Move, state: string, ground: string): boolean {
  if (move.guard || move.atMost !== undefined || move.within) return false;
  const lapses = ground !== '' && definition.grounds[ground]?.next === name;
  return move.by.some((principal) => (principal === 'system' ? lapses : canAct(definition, principal, state)));
}

/** Is there always somebody who is this principal in this state? */
export function canAct(definition: LoopDefinition, principal: string, state: string): boolean {
  const owner = definition.states.find((each) => each.id === state)?.owner;
  const [name] = principal.split(':');
  if (name === 'holder' || name === 'holder-role') return owner === 'holder' || owner === 'office';
  if (name === 'subject') return hasSubject(definition);
  return name !== 'agent' && name !== 'co-handler' && name !== 'system';
}

/** Every move can be made by somebody in every state it starts from. */
export const authorised: Rule = (definition) => {
  const { add, found } = flaws('authorised');
  const nexts = new Set(Object.values(definition.grounds).map((each) => each.next));
  for (const [name, move] of Object.entries(definition.moves)) {
    const at = ['moves', name, 'by'];
    if (move.by.every((each) => each === 'system') && !nexts.has(name))
      add(at, `“${move.title}”只由系统办，但没有任何中止事由到期时会触发它`);
    if (move.by.includes('subject') && !hasSubject(definition))
      add(at, `“${move.title}”由企业办，但这类事项没有企业，也不由企业提出`);
    if (move.by.includes('co-handler') && !definition.obligation)
      add(at, `“${move.title}”由会办单位办，但这类事项没有设置会办（obligation）`);
    if (move.act === 'verify' && !move.by.some((each) => /^(superior|permission):/.test(each)))
      add(at, `“${move.title}”：营商办自己办理的事项不能自己核验，须写明上级也可核验（superior:权限）`);
    for (const state of move.from) {
      const isEnd = definition.states.some((each) => each.id === state && each.end);
      const onlyHolder = move.by.every((each) => each.startsWith('holder'));
      if (onlyHolder && (isEnd || !move.by.some((each) => canAct(definition, each, state))))
        add(at, `环节“${titleOf(definition, state)}”没有承办单位，“${move.title}”没有人能办`);
    }
  }
  for (const { id, title, end } of definition.states)
    if (!end && movesFrom(definition, id).length === 0) add(pathOf(definition, id), `环节“${title}”没有任何动作`);
  return found;
};
