import type { Repair, Span } from './types.ts';

/** Cleaned text in which every character knows the source characters it stands for. */
export type Mapped = { readonly text: string; readonly from: readonly number[]; readonly to: readonly number[] };

export type Edit = {
  readonly start: number;
  readonly end: number;
  readonly after: string;
  readonly kind: string;
  readonly note: string;
  /** Layout (line ends, indents) is not damage and is not reported. */
  readonly silent?: true;
};

export const fromSource = (text: string): Mapped => ({
  text,
  from: Array.from({ length: text.length }, (_, i) => i),
  to: Array.from({ length: text.length }, (_, i) => i + 1),
});

/** Span in the source of [start, end) in the cleaned text; empty ranges stay empty. */
export function spanOf(m: Mapped, start: number, end: number): Span {
  if (end <= start) {
    const at = m.from[start] ?? m.to.at(-1) ?? 0;
    return [at, at];
  }
  return [m.from[start] ?? 0, m.to[end - 1] ?? 0];
}

/** First cleaned index that stands for source offset `at` or later. */
export function indexOf(m: Mapped, at: number): number {
  let low = 0;
  let high = m.from.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((m.from[middle] ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Applies edits (sorted, not overlapping) and tells them as repairs at their place in the source. */
export function applyEdits(m: Mapped, edits: readonly Edit[]): { readonly mapped: Mapped; readonly repairs: Repair[] } {
  if (edits.length === 0) return { mapped: m, repairs: [] };
  const text: string[] = [];
  const from: number[] = [];
  const to: number[] = [];
  const repairs: Repair[] = [];
  let at = 0;
  const keep = (until: number): void => {
    text.push(m.text.slice(at, until));
    for (; at < until; at++) {
      from.push(m.from[at] ?? 0);
      to.push(m.to[at] ?? 0);
    }
  };
  for (const edit of edits) {
    if (edit.start < at) continue;
    keep(edit.start);
    const before = m.text.slice(edit.start, edit.end);
    const aligned = before.length === edit.after.length;
    const [first, last] = spanOf(m, edit.start, edit.end);
    text.push(edit.after);
    for (let i = 0; i < edit.after.length; i++) {
      from.push(aligned ? (m.from[edit.start + i] ?? first) : first);
      to.push(aligned ? (m.to[edit.start + i] ?? last) : last);
    }
    at = edit.end;
    if (!edit.silent) repairs.push({ kind: edit.kind, at: [first, last], before, after: edit.after, note: edit.note });
  }
  keep(m.text.length);
  return { mapped: { text: text.join(''), from, to }, repairs };
}
