/** One act on one thing: done, or why not. */
export type Outcome = { readonly id: string; readonly ok: boolean; readonly problem?: string };

/**
 * Sends many in parts, so that a person sees how far it has got and a lost connection costs one part only.
 * Each part's results are handed on as they come; it stops at the first part that fails as a whole.
 */
export async function inParts<T>(
  things: readonly T[],
  size: number,
  send: (part: readonly T[]) => Promise<readonly Outcome[]>,
  heard: (results: readonly Outcome[]) => void,
): Promise<void> {
  for (let at = 0; at < things.length; at += size) heard(await send(things.slice(at, at + size)));
}

/** Without those that are settled: what a second try after a failure has still to send. */
export const unsettled = (ids: readonly string[], settled: readonly Outcome[]): readonly string[] => {
  const known = new Set(settled.map((each) => each.id));
  return ids.filter((id) => !known.has(id));
};
