import type { LoopDefinition } from '../schema.ts';
import { clockText } from '../spoken.ts';
import { graphOf } from './graph.ts';

const idOf = (state: string): string => `s_${state.replaceAll('-', '_')}`;
const quiet = (text: string): string => text.replaceAll('"', '”').replaceAll(':', '：').replaceAll(';', '；');

/** The loop as Mermaid text, for Markdown pages. */
export function diagramMermaid(definition: LoopDefinition): string {
  const { states, arrows, start } = graphOf(definition);
  const clocks = Object.entries(definition.clocks).map(
    ([name, clock]) => `  ${quiet(clock.title)}：${quiet(clockText(definition, name, clock))}`,
  );
  return [
    'stateDiagram-v2',
    '  direction LR',
    ...states.map(({ id, title }) => `  state "${quiet(title)}" as ${idOf(id)}`),
    `  [*] --> ${idOf(start)}: 提出`,
    ...arrows.map(({ from, to, labels }) => `  ${idOf(from)} --> ${idOf(to)}: ${labels.map(quiet).join(' / ')}`),
    ...states.filter(({ end }) => end).map(({ id }) => `  ${idOf(id)} --> [*]`),
    ...(clocks.length > 0
      ? [`  note right of ${idOf(start)}`, ...clocks.map((each) => `  ${each}`), '  end note']
      : []),
  ].join('\n');
}
