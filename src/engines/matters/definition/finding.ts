/** What is wrong with a definition, where, in words for the person who writes packs. */
export type Finding = {
  /** The rule that is broken, e.g. `live-clock`. */
  readonly rule: string;
  readonly message: string;
  /** Path in the definition, e.g. `moves.assign.by`. */
  readonly path: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
};

/** Where a path of a definition stands in its source. */
export type LineOf = (
  path: readonly (string | number)[],
) => { readonly line: number; readonly column: number } | undefined;

export const pathText = (path: readonly (string | number)[]): string => path.join('.');

/** Edits from one word to another; good enough to guess a misspelt identifier. */
export function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, change));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** `没有环节 handlng，是不是想写 handling？` */
export function unknownName(kind: string, name: string, known: Iterable<string>): string {
  const [best] = [...known]
    .map((each) => ({ each, far: distance(name, each) }))
    .filter(({ each, far }) => far <= Math.max(2, Math.floor(Math.max(name.length, each.length) / 2)))
    .sort((a, b) => a.far - b.far);
  return best ? `没有${kind} ${name}，是不是想写 ${best.each}？` : `没有${kind} ${name}`;
}
