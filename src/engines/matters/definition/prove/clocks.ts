import type { Effect, LoopDefinition, Move } from '../schema.ts';
import { endsOf, flowOf } from './flow.ts';
import { flaws, type Rule } from './rule.ts';
import { hasSubject } from './states.ts';

/** Every rung has a consumer, and every clock says when it is broken. */
export const ladders: Rule = (definition) => {
  const { add, found } = flaws('rung');
  for (const [name, { ladder, title }] of Object.entries(definition.clocks)) {
    const at = ['clocks', name, 'ladder'];
    const seen = new Set<string>();
    const breaches = ladder.filter((each) => each.breach);
    if (breaches.length !== 1) add(at, `“${title}”须有且只有一级记为超期（breach: true），现在有${breaches.length}级`);
    ladder.forEach(({ rung, title: step, offset, breach, effects }, index) => {
      if (seen.has(rung)) add([...at, index, 'rung'], `“${title}”的阶梯里 ${rung} 写了两次`);
      seen.add(rung);
      if (breach && offset !== 0) add([...at, index, 'offset'], `“${title}”的超期一级必须正在到期时（offset: 0）`);
      if (!effects.some((each) => isHeard(each, definition)))
        add([...at, index, 'effects'], `“${title}”的“${step}”没有人知道：请写明通知谁或打什么标记`);
    });
  }
  return found;
};

function isHeard(effect: Effect, definition: LoopDefinition): boolean {
  if (effect.effect !== 'notify') return true;
  return effect.to.some((each) => each !== 'subject' || hasSubject(definition));
}

/** Silence counts as consent only where a law says so. */
export const joins: Rule = (definition) => {
  const { obligation, moves } = definition;
  const { add, found } = flaws('silence');
  if (obligation?.silence === 'consent' && !obligation.basis)
    add(['obligation', 'silence'], '“逾期不答视为同意”须有法定依据（basis），否则只能写 escalate 或 office-decides');
  const answers = Object.values(moves).filter((each) => each.act === 'answer');
  for (const state of statesOwing(definition))
    if (!answers.some((each) => each.from.includes(state)))
      add(['obligation'], `到了环节 ${state} 还可能有单位没有答复，那里却没有会办答复的动作（answer）`);
  return found;
};

/** Live states where a co-handler may still owe an answer: wherever one was asked, and whatever follows. */
function statesOwing(definition: LoopDefinition): readonly string[] {
  const { nodes, edges } = flowOf(definition);
  const ends = endsOf(definition);
  const owing = new Set(edges.filter(({ move }) => asksUnits(definition.moves[move])).map((each) => each.to));
  for (let size = -1; size < owing.size; ) {
    size = owing.size;
    for (const { from, to } of edges) if (owing.has(from) && !ends.has(nodes.get(from)?.state ?? '')) owing.add(to);
  }
  return [...new Set([...owing].map((key) => nodes.get(key)?.state ?? ''))].filter((each) => !ends.has(each));
}

const asksUnits = (move: Move | undefined): boolean =>
  move !== undefined &&
  (move.act === 'co-handle' || move.act === 'instruct' || move.needs.some((each) => each.name === 'units'));

/** At most one clock governs the dispatch tree; where there is a tree, exactly one. Every clock is started somewhere. */
export const governing: Rule = (definition) => {
  const { add, found } = flaws('clock-use');
  const moves = Object.values(definition.moves);
  const governs = Object.entries(definition.clocks).filter(([, each]) => each.governs);
  const dispatches = moves.some(({ act }) => act === 'assign' || act === 'transfer' || act === 'pass');
  if (governs.length > 1) add(['clocks'], `只能有一项时限约束承办单位（governs），现在有${governs.length}项`);
  if (governs.length === 0 && dispatches)
    add(['clocks'], '有分办、转办或下转，须指定一项时限约束承办单位（governs: true）');
  const started = new Set([...definition.open.starts, ...moves.flatMap((each) => each.starts)]);
  for (const [name, { title }] of Object.entries(definition.clocks))
    if (!started.has(name)) add(['clocks', name], `“${title}”从来没有开始过：请写进 open.starts 或某个动作的 starts`);
  return found;
};
