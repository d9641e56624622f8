import { z } from 'zod';

const Id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, '标识只用小写字母、数字和连字符');

/** 五张报表: which tables a city holds its blocks against, and their lines. No document says which five: pack data. */
export const BlockTables = z.strictObject({
  title: z.string().min(1),
  source: z.strictObject({ title: z.string().min(1), assumed: z.boolean().optional() }),
  tables: z
    .array(
      z.strictObject({
        id: Id,
        title: z.string().min(1),
        lines: z
          .array(
            z.strictObject({
              id: Id,
              title: z.string().min(1),
              unit: z.string().min(1),
              direction: z.enum(['higher', 'lower']).default('higher'),
            }),
          )
          .min(1)
          .max(30),
      }),
    )
    .min(1)
    .max(12),
});
export type BlockTables = z.infer<typeof BlockTables>;
export type TableLine = BlockTables['tables'][number]['lines'][number];

export const linesOfTables = ({ tables }: BlockTables): readonly TableLine[] => tables.flatMap((each) => each.lines);

/** Lines that bear one name twice cannot be told apart in Excel. */
export function tableFindings(
  given: BlockTables,
): readonly { readonly path: readonly PropertyKey[]; readonly message: string }[] {
  const seen = new Set<string>();
  return given.tables.flatMap(({ lines }, at) =>
    lines.flatMap(({ id, title }, nth) => {
      const twice = [id, title].find((each) => seen.has(each));
      seen.add(id).add(title);
      return twice === undefined ? [] : [{ path: ['tables', at, 'lines', nth], message: `“${twice}”重复` }];
    }),
  );
}

export type Figure = {
  readonly region: string;
  readonly line: string;
  /** 2026-10: as of the end of that month. */
  readonly month: string;
  readonly plan: number | null;
  readonly actual: number | null;
};
export type KeptFigure = Figure & { readonly at: number };

/** Figures are only added; the latest for a line and month holds. */
export type FigureStore = {
  readonly add: (
    tenant: string,
    figures: readonly Figure[],
    by: { readonly person: string; readonly unit: string | null; readonly at: number; readonly source: string },
  ) => Promise<void>;
  /** The latest month up to `month` that a line has, for these regions. */
  readonly latest: (tenant: string, regions: readonly string[], month: string) => Promise<readonly KeptFigure[]>;
};

/** Against plan: reached, close behind (within a twentieth), behind; unknown where a figure is missing. */
export type Against = 'reached' | 'close' | 'behind' | 'unknown';
export function againstPlan(
  { plan, actual }: Pick<Figure, 'plan' | 'actual'>,
  direction: TableLine['direction'],
): Against {
  if (plan === null || actual === null) return 'unknown';
  const short = direction === 'higher' ? plan - actual : actual - plan;
  if (short <= 0) return 'reached';
  return short <= 0.05 * Math.abs(plan) ? 'close' : 'behind';
}
