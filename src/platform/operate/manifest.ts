import { z } from 'zod';

export const BackupTable = z
  .object({
    name: z.string(),
    columns: z.array(z.string()).readonly(),
    /** Of each column, in order: the table of facts has columns that no migration made. */
    types: z.array(z.string()).readonly().optional(),
  })
  .readonly();
export type BackupTable = z.infer<typeof BackupTable>;

/** The first entry of a backup: what is in it and what it needs. */
export const Manifest = z.object({
  format: z.literal('clearway-backup/1'),
  clearway: z.string().describe('版本'),
  createdAt: z.string(),
  day: z.string(),
  postgres: z.string(),
  migrations: z.array(z.string()).readonly().describe('数据库已走过的升级步骤'),
  roles: z.array(z.object({ name: z.string(), bypassesRls: z.boolean() })).readonly(),
  tables: z.array(BackupTable).readonly(),
  sequences: z.array(z.object({ name: z.string(), last: z.string() })).readonly(),
  tenants: z
    .array(z.object({ id: z.string(), name: z.string(), root: z.string(), chains: z.number(), events: z.number() }))
    .readonly()
    .describe('各城市此刻的审计根'),
  contentKey: z.object({ fingerprint: z.string(), included: z.boolean() }),
});
export type Manifest = z.infer<typeof Manifest>;

/** The last entry: only a whole backup has it. */
export const Checks = z.object({
  tables: z.record(z.string(), z.object({ rows: z.number(), bytes: z.number(), sha256: z.string() })),
});
export type Checks = z.infer<typeof Checks>;
