import { type Mapped, spanOf } from './mapped.ts';
import type { Paragraph } from './paragraphs.ts';
import type { Span } from './types.ts';

/** Text put together from pieces of the cleaned text; every character still knows its place. */
export type Flow = { readonly text: string; readonly at: readonly number[] };

export const emptyFlow: Flow = { text: '', at: [] };

export function flowOf(mapped: Mapped, start: number, end: number): Flow {
  return {
    text: mapped.text.slice(start, end),
    at: Array.from({ length: Math.max(0, end - start) }, (_, i) => start + i),
  };
}

export const flowOfParagraph = (mapped: Mapped, paragraph: Paragraph): Flow =>
  joinFlows(paragraph.lines.map(({ start, end }) => flowOf(mapped, start, end)));

/** Joins pieces; a separator belongs to the end of the piece before it. */
export function joinFlows(flows: readonly Flow[], separator = ''): Flow {
  const text: string[] = [];
  const at: number[] = [];
  flows.forEach((flow, i) => {
    if (i > 0 && separator !== '') {
      text.push(separator);
      for (let k = 0; k < separator.length; k++) at.push(at.at(-1) ?? flow.at[0] ?? 0);
    }
    text.push(flow.text);
    for (const place of flow.at) at.push(place);
  });
  return { text: text.join(''), at };
}

export const sliceFlow = (flow: Flow, start: number, end = flow.text.length): Flow => ({
  text: flow.text.slice(start, end),
  at: flow.at.slice(start, end),
});

/** Without white space (and the given marks) at both ends. */
export function trimFlow(flow: Flow, marks = ''): Flow {
  const isEdge = (sign: string | undefined): boolean => sign !== undefined && (/\s/.test(sign) || marks.includes(sign));
  let start = 0;
  let end = flow.text.length;
  while (start < end && isEdge(flow.text[start])) start++;
  while (end > start && isEdge(flow.text[end - 1])) end--;
  return sliceFlow(flow, start, end);
}

/** Where it stands in the source, from its first character to its last. */
export function spanOfFlow(mapped: Mapped, flow: Flow, start = 0, end = flow.text.length): Span {
  const first = flow.at[start];
  const last = flow.at[end - 1];
  if (first === undefined || last === undefined || end <= start) {
    const at = mapped.from[flow.at[start] ?? flow.at.at(-1) ?? 0] ?? 0;
    return [at, at];
  }
  return spanOf(mapped, first, last + 1);
}
