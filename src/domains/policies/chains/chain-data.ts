import { z } from 'zod';

const Name = z.string().trim().min(1).max(40);

/** Chains of the city with their links, and the stages of an enterprise: pack data. */
export const ChainData = z.strictObject({
  source: z.string().optional(),
  assumed: z.boolean().optional(),
  stages: z.array(z.strictObject({ stage: Name, plain: z.string() })).max(10),
  chains: z
    .array(
      z.strictObject({
        chain: Name,
        links: z
          .array(z.strictObject({ link: Name, industries: z.array(Name).min(1).max(50) }))
          .min(1)
          .max(30),
      }),
    )
    .max(50),
});
export type ChainData = z.infer<typeof ChainData>;

export const NO_CHAINS: ChainData = { stages: [], chains: [] };
