import { z } from 'zod';

/** One of the “一”: shown where its system exists, that is where the permission to open its page is known. */
export const One = z.strictObject({
  title: z.string().min(1).max(12),
  words: z.string().min(1).max(40),
  page: z.string().regex(/^\/[a-z/-]*$/, '页面地址，如 /policies'),
  permission: z.string().min(1),
});
export type One = z.infer<typeof One>;
