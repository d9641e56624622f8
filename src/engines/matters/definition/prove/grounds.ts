import type { Act, LoopDefinition } from '../schema.ts';
import { type Flow, flowOf } from './flow.ts';
import { flaws, type Rule } from './rule.ts';

/** Acts that ask for nothing, so that the system can make them by itself. */
const UNASKED: ReadonlySet<Act> = new Set(['lapse', 'unshelve', 'advance', 'withdraw']);

/** When a suspension runs out, the system's own move must be possible wherever the matter may stand then. */
export const grounds: Rule = (definition) => {
  const { add, found } = flaws('ground');
  const flow = flowOf(definition);
  for (const [name, ground] of Object.entries(definition.grounds)) {
    const at = ['grounds', name, 'next'];
    const move = definition.moves[ground.next];
    if (!move) continue;
    const says = (what: string) => add(at, `“${ground.title}”到期后的动作“${move.title}”${what}`);
    if (!move.by.includes('system')) says('须写明由系统办（by 含 system）');
    if (move.needs.some((each) => each.required)) says('不能要求填写内容');
    if (move.guard || move.atMost !== undefined || move.within) says('不能有条件、次数或期限限制');
    if (!UNASKED.has(move.act) || typeof move.to === 'object') says(`不能用 ${move.act}：系统无从填写`);
    if (!move.resume && !leadsToEnd(definition, move.to)) says('须恢复计时（resume: true）或终结事项');
    for (const state of standsIn(flow, name).filter((each) => !move.from.includes(each)))
      says(
        `不能从“${definition.states.find((each) => each.id === state)?.title ?? state}”办理，而那时事项可能正在中止`,
      );
  }
  for (const [name, move] of Object.entries(definition.moves)) {
    const twice = move.suspend && !move.resume && move.from.some((state) => isSuspended(flow, state));
    if (twice) add(['moves', name, 'suspend'], `“${move.title}”可能在已经中止时再次中止：请先恢复计时（resume）`);
  }
  return [...found, ...systemLoops(definition, flow)];
};

const leadsToEnd = (definition: LoopDefinition, to: unknown): boolean =>
  definition.states.some((each) => each.id === to && each.end);

const standsIn = ({ nodes }: Flow, ground: string): readonly string[] => [
  ...new Set([...nodes.values()].filter((each) => each.ground === ground).map((each) => each.state)),
];

const isSuspended = ({ nodes }: Flow, state: string): boolean =>
  [...nodes.values()].some((each) => each.state === state && each.ground !== '');

/** One suspension that leads by the system's own hand to the next, and so round for ever. */
function systemLoops(definition: LoopDefinition, { nodes, edges }: Flow) {
  const { add, found } = flaws('system-loop');
  const lapse = new Map<string, string>();
  for (const { from, to, move } of edges) {
    const ground = nodes.get(from)?.ground ?? '';
    if (ground !== '' && definition.grounds[ground]?.next === move) lapse.set(from, to);
  }
  const told = new Set<string>();
  for (const start of lapse.keys()) {
    const seen = new Set<string>();
    let at: string | undefined = start;
    while (at !== undefined && !seen.has(at)) {
      seen.add(at);
      at = lapse.get(at);
    }
    const move = at === undefined ? undefined : definition.grounds[nodes.get(at)?.ground ?? '']?.next;
    if (!move || told.has(move)) continue;
    told.add(move);
    add(['moves', move], `系统会不停地重复“${definition.moves[move]?.title ?? move}”：中止到期后又进入中止`);
  }
  return found;
}
