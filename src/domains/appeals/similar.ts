import { z } from 'zod';
import { MatterRow } from '#engines/matters';
import type { Call } from '#kernel';
import type { MatterPorts, ReadMatter, SimilarPorts } from './ports.ts';
import { likeness, tellingTerms } from './understanding/index.ts';

export type Similar = ReadMatter & { readonly score: number; readonly shared: readonly string[] };

const CANDIDATES = 60;
const LEAST = 0.18;

/** Matters alike, as far as the caller may see them: found by their rarest common words, then compared word by word. */
export async function findSimilar(
  ports: SimilarPorts,
  call: Call,
  text: string,
  { except, most = 8 }: { readonly except?: string; readonly most?: number } = {},
): Promise<readonly Similar[]> {
  // Who has not signed in sees no matter at all, and must not make the index work for nothing.
  if (call.actor.kind === 'anonymous') return [];
  const words = [...new Set(ports.words(text))].slice(0, 400);
  if (words.length === 0) return [];
  const frequencies = await ports.frequencies(call.tenant, words);
  const candidates = await ports.candidates(call, tellingTerms(words, frequencies), CANDIDATES);
  const theirs = candidates.map((each) => ({ each, words: ports.words(`${each.title}\n${each.body}`) }));
  const all = [...new Set(theirs.flatMap((one) => one.words))]
    .filter((word) => !frequencies.of.has(word))
    .slice(0, 4000);
  const more = all.length > 0 ? await ports.frequencies(call.tenant, all) : frequencies;
  const known = { total: frequencies.total, of: new Map([...frequencies.of, ...more.of]) };
  return theirs
    .filter(({ each }) => each.state.id !== except)
    .map(({ each, words: other }) => ({ ...each, ...likeness(words, other, known) }))
    .filter((each) => each.score >= LEAST)
    .sort((a, b) => b.score - a.score || (a.state.id < b.state.id ? 1 : -1))
    .slice(0, most);
}

/** A row of a list with how alike it is. */
export const SimilarRow = MatterRow.extend({
  score: z.number().describe('相似程度，0 到 1'),
  why: z.string(),
});
export type SimilarRow = z.infer<typeof SimilarRow>;

export async function similarRows(
  ports: Pick<MatterPorts, 'rows'>,
  call: Call,
  found: readonly Similar[],
): Promise<SimilarRow[]> {
  if (found.length === 0) return [];
  const rows = new Map(
    (
      await ports.rows(
        call,
        found.map((each) => each.state.id),
      )
    ).map((row): [string, MatterRow] => [row.id, row]),
  );
  return found.flatMap(({ state, score, shared }) => {
    const row = rows.get(state.id);
    return row
      ? [{ ...row, score: Math.round(score * 100) / 100, why: `都提到“${shared.slice(0, 4).join('”“')}”` }]
      : [];
  });
}
