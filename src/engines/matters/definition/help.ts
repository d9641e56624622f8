import { flowOf, movesFrom } from './prove/flow.ts';
import { BACK, type LoopDefinition, type Move, type State } from './schema.ts';
import { clockText, FALLBACK_WORDS, OWNER_WORDS, rungText, spanText, whoText } from './spoken.ts';

/** What a loop is, for those who work with it: every state, who acts, by when, and what comes next. Markdown. */
export function helpText(definition: LoopDefinition): string {
  return [
    definition.summary,
    '### 环节',
    ...definition.states.map((state) => stateHelp(state, definition)),
    '### 时限',
    ...Object.entries(definition.clocks).map(([name, clock]) => {
      const basis = clock.basis ? `依据：${clock.basis.source}${clock.basis.assumed ? '（出处未核实）' : ''}。` : '';
      const more = clock.extensions
        ? `最多延期 ${clock.extensions.atMost} 次，每次不超过 ${clock.extensions.amount}。`
        : '不能延期。';
      return `- **${clock.title}**：${clockText(definition, name, clock)}。${more}${clock.ladder.map(rungText).join(' → ')}。${basis}`;
    }),
    ...rest(definition),
  ]
    .filter((each) => each !== '')
    .join('\n\n')
    .replaceAll('\n\n- ', '\n- ');
}

function stateHelp(state: State, definition: LoopDefinition): string {
  if (state.end) return `- **${state.title}**：事项结束${state.counts ? '' : '，不计入办结统计'}。`;
  const fallback = state.fallback ? `（无人负责时由${FALLBACK_WORDS[state.fallback]}接手）` : '';
  const moves = movesFrom(definition, state.id).map(([, move]) => moveHelp(move, definition));
  const clocks = runningIn(definition, state.id);
  const running = clocks.length > 0 ? `在走的时限：${clocks.join('、')}。` : '';
  return `- **${state.title}**：由${OWNER_WORDS[state.owner]}负责${fallback}。${running}可办：${moves.join('；')}。`;
}

function moveHelp(move: Move, definition: LoopDefinition): string {
  const titleOf = (id: string) =>
    id === BACK ? '原环节' : `“${definition.states.find((each) => each.id === id)?.title ?? id}”`;
  const targets = move.to === undefined ? [] : typeof move.to === 'string' ? [move.to] : Object.values(move.to);
  const to = targets.length > 0 ? `→${[...new Set(targets)].map(titleOf).join('或')}` : '';
  const most = move.atMost === undefined ? '' : `，最多 ${move.atMost} 次`;
  return `${move.title}（${whoText(move.by)}${most}）${to}`;
}

function runningIn(definition: LoopDefinition, state: string): readonly string[] {
  const { nodes, running } = flowOf(definition);
  const names = new Set(
    [...nodes]
      .filter(([, each]) => each.state === state && each.ground === '')
      .flatMap(([key]) => [...(running.get(key) ?? [])]),
  );
  return Object.entries(definition.clocks)
    .filter(([name]) => names.has(name))
    .map(([, clock]) => clock.title);
}

function rest({ grounds, refusals, obligation, returns }: LoopDefinition): readonly string[] {
  const SILENCE = { consent: '视为同意', escalate: '报上级', 'office-decides': '由营商办裁定' };
  return [
    ...(Object.keys(grounds).length > 0 ? ['### 中止计时'] : []),
    ...Object.values(grounds).map(({ title, bound }) => `- **${title}**：最长 ${spanText(bound)}，到期自动恢复。`),
    ...(refusals.length > 0 ? ['### 不予受理的理由与救济'] : []),
    ...refusals.map(({ title, remedy }) => `- **${title}**：${remedy}。`),
    ...(obligation
      ? [
          '### 会办',
          `- ${spanText({ amount: obligation.budget, unit: obligation.unit })}内答复，逾期${SILENCE[obligation.silence]}。`,
        ]
      : []),
    ...(returns
      ? ['### 退办', `- 收到后 ${spanText(returns.within)}内，写明建议单位；最多 ${returns.atMost} 次。`]
      : []),
  ];
}
