import { z } from 'zod';

const VALUES = ['row', 'reference', 'payee', 'account', 'bank', 'yuan', 'fen', 'purpose', 'holder'] as const;

/** How one bank or treasury wants its payment file and writes its receipts: columns by heading, no code. */
export const BankFormat = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  title: z.string().min(2),
  kind: z.enum(['xlsx', 'csv']),
  source: z.string().optional(),
  assumed: z.boolean().optional(),
  payment: z.array(z.strictObject({ heading: z.string().min(1), value: z.enum(VALUES) })).min(3),
  receipt: z.strictObject({
    reference: z.string().optional(),
    bankNumber: z.string().min(1),
    account: z.string().min(1),
    payee: z.string().min(1),
    amount: z.strictObject({ heading: z.string().min(1), unit: z.enum(['yuan', 'fen']) }),
    outcome: z.strictObject({
      heading: z.string().min(1),
      arrived: z.array(z.string().min(1)).min(1),
      returned: z.array(z.string().min(1)).min(1),
    }),
    why: z.string().optional(),
  }),
});
export type BankFormat = z.infer<typeof BankFormat>;

const BankFormats = z.strictObject({
  open: z.literal(true).optional().describe('城市包可以加'),
  formats: z.array(BankFormat).min(1),
});

/** The formats of a packs file, by id, and what is wrong with it. */
export function readBankFormats(data: unknown): {
  readonly formats: ReadonlyMap<string, BankFormat>;
  readonly findings: readonly string[];
} {
  const read = BankFormats.safeParse(data ?? { formats: [] });
  const formats = new Map((read.data?.formats ?? []).map((each) => [each.id, each]));
  const issues = read.error?.issues ?? [];
  return {
    formats,
    findings: issues.map(({ path, message }) => `funds/bank-formats.yaml ${path.join('.')}：${message}`),
  };
}

/** The headings that a receipt must have. */
export const receiptHeadings = ({ receipt }: BankFormat): readonly string[] => [
  receipt.bankNumber,
  receipt.account,
  receipt.amount.heading,
  receipt.outcome.heading,
];
