import { z } from 'zod';

/** Where a figure, a weight or a rule comes from; what nobody could check says so. */
export const SchemeSource = z.strictObject({
  title: z.string().min(1).describe('出处'),
  document: z.string().optional().describe('文号与条款'),
  url: z.string().optional(),
  span: z
    .strictObject({ file: z.string(), from: z.int().min(0), to: z.int().min(1), text: z.string().min(1) })
    .optional()
    .describe('原文：文件、起止字符、文字'),
  assumed: z.boolean().optional().describe('未核实'),
});
export type SchemeSource = z.infer<typeof SchemeSource>;
