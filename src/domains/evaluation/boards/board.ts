import { z } from 'zod';

/** 比学赶超: one dimension of comparison, its list of indicators a scheme, over counties or departments. */
export const Board = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,32}$/),
  title: z.string(),
  slogan: z.string().describe('争创一流、保五争四冲三、示范领跑、攻坚突破'),
  scheme: z.string(),
  words: z.string(),
  source: z.strictObject({ title: z.string(), assumed: z.boolean().optional() }),
});
export type Board = z.infer<typeof Board>;

export const BoardsFile = z.strictObject({ boards: z.array(Board).max(12) });
