import { z } from 'zod';
import type { Call } from '#kernel';
import type { AppealPorts } from './ports.ts';
import { findSimilar, type Similar, SimilarRow, similarRows } from './similar.ts';
import { accusedIn, classify, complaintIn, findRegion, titleOf } from './understanding/index.ts';

const Reading = z.object({ code: z.string(), title: z.string(), why: z.string().optional() });

export const UnderstandInput = z.strictObject({
  body: z.string().trim().min(1).max(5000),
  place: z.string().trim().max(200).optional(),
});
export type UnderstandInput = z.infer<typeof UnderstandInput>;

export const Understanding = z.object({
  title: z.string(),
  category: Reading.optional(),
  categories: z.array(Reading).describe('可能的类别，最像的在前'),
  region: Reading.optional(),
  complaint: z
    .object({ why: z.string(), units: z.array(z.object({ id: z.string(), name: z.string() })) })
    .optional()
    .describe('反映的是工作人员的作风：点到的单位不承办，也看不到'),
  similar: z.array(SimilarRow),
});
export type Understanding = z.infer<typeof Understanding>;

/** 我们理解为: what a text seems to be about, for the person who wrote it to confirm. Nothing is kept. */
export async function understand(
  ports: AppealPorts,
  call: Call,
  { body, place }: UnderstandInput,
): Promise<Understanding> {
  const similar = await findSimilar(ports, call, body);
  const complaint = complaintOf(ports, call, body);
  const guesses = guessCategories(ports, call, body, similar).slice(0, 3);
  const categories = guesses.map(({ code, title, why }) => ({ code, title, why }));
  const found = findRegion(ports.places(call.tenant), place, body);
  const region = found && {
    code: found.region,
    title: ports.title(call.tenant, 'region', found.region) ?? found.region,
    why: found.why,
  };
  return {
    title: titleOf(body),
    categories,
    ...(categories[0] ? { category: categories[0] } : {}),
    ...(region ? { region } : {}),
    ...(complaint
      ? { complaint: { why: `提到“${complaint.said.slice(0, 3).join('”“')}”`, units: [...complaint.units] } }
      : {}),
    similar: await similarRows(ports, call, similar),
  };
}

export const complaintOf = (
  ports: Pick<AppealPorts, 'categories' | 'unitNames'>,
  { tenant }: Pick<Call, 'tenant'>,
  text: string,
) => complaintIn(text, ports.categories(tenant), ports.unitNames(tenant));

/** What a text is about, the likeliest first: by its own words and by what was closed before. */
export function guessCategories(
  ports: Pick<AppealPorts, 'categories'>,
  call: Call,
  text: string,
  similar: readonly Similar[],
) {
  const neighbours = similar
    .filter((each) => each.state.closed)
    .map(({ state, score }) => ({
      score,
      category: typeof state.fields.category === 'string' ? state.fields.category : undefined,
    }));
  const categories = ports.categories(call.tenant);
  const guesses = classify(text, categories, neighbours);
  // Whoever is accused of taking money is not a question of fire protection, however often it is mentioned.
  const accused = accusedIn(text, categories)[0]?.category;
  if (!accused) return guesses;
  const first = guesses.find((each) => each.code === accused.code);
  const why = first?.why ?? '说的是工作人员的作风';
  return [
    { code: accused.code, title: accused.title, score: 1, why },
    ...guesses.filter((each) => each.code !== accused.code),
  ];
}
