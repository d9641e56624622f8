import { z } from 'zod';
import {
  type Announcement,
  type DrawPlan,
  type DrawRecord,
  DrawSize,
  type Exclusion,
  type FrameUnit,
} from '#engines/draws';
import { Day } from '#kernel';

const Hex = z.string().regex(/^[0-9a-f]{64}$/, '须为 64 位十六进制');
const Party = z.string().trim().min(1).max(60);

export const DrawRequest = z.strictObject({
  kind: z.enum(['look-back', 'call-back']).describe('回头看或回访'),
  purpose: z.string().trim().min(4).max(100).describe('用途，例如 2026年3月诉求回头看'),
  from: Day.describe('办结日期自'),
  to: Day.describe('办结日期至（含）'),
  strata: z.enum(['none', 'region', 'unit', 'category']).describe('分层'),
  size: DrawSize,
  substitutes: z.int().min(0).max(50).optional(),
  commitments: z
    .array(z.strictObject({ party: Party, commitment: Hex }))
    .max(20)
    .optional()
    .describe('各方先交的承诺；不设多方的可不填'),
  replaces: z
    .strictObject({ number: z.int().min(1).max(1_000_000_000), reason: z.string().trim().min(4).max(200) })
    .optional()
    .describe('重抽：替代哪一次及理由，两次都公开'),
});
export type DrawRequest = z.infer<typeof DrawRequest>;

export const SeedGiven = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('public'),
    source: z.string().trim().min(2).max(100).describe('名册公布之后才产生的公开数值的出处'),
    value: z.string().trim().min(1).max(200),
  }),
  z.strictObject({
    kind: z.literal('ceremony'),
    contributions: z
      .array(z.strictObject({ party: Party, secret: z.string().min(16).max(200) }))
      .min(1)
      .max(20),
    publicValue: z
      .strictObject({ source: z.string().trim().min(2).max(100), value: z.string().trim().min(1).max(200) })
      .optional(),
  }),
]);
export type SeedGiven = z.infer<typeof SeedGiven>;

/** A draw as it is kept: frozen first, drawn later, never changed. */
export type Draw = {
  readonly number: number;
  readonly kind: DrawRequest['kind'];
  readonly announcedAt: number;
  readonly by: string;
  readonly plan: DrawPlan;
  readonly units: readonly FrameUnit[];
  readonly exclusions: readonly Exclusion[];
  readonly commitments: Announcement['commitments'];
  readonly announcement: Announcement;
  readonly replaces?: DrawRequest['replaces'];
  /** The matter behind each code of the frame. */
  readonly members: Readonly<Record<string, string>>;
  readonly record?: DrawRecord;
  readonly drawnAt?: number;
  readonly results: readonly DrawResult[];
};

export type DrawResult = {
  readonly code: string;
  readonly passed: boolean;
  readonly at: number;
  readonly by: string;
  /** A failed one has reopened its matter. */
  readonly reopened: boolean;
};

export type DrawStore = {
  /** Keeps a frozen draw under the next number; numbers have no gaps. */
  readonly announce: (tenant: string, draw: Omit<Draw, 'number' | 'results'>) => Promise<number>;
  readonly find: (tenant: string, number: number) => Promise<Draw | undefined>;
  /** Latest first, without frames and records. */
  readonly list: (tenant: string, limit: number) => Promise<readonly DrawSummary[]>;
  /** Keeps the record of a draw; false when it was drawn before. */
  readonly complete: (tenant: string, number: number, record: DrawRecord, at: number) => Promise<boolean>;
  /** Keeps a result; the first one stays. */
  readonly addResult: (tenant: string, number: number, result: DrawResult) => Promise<DrawResult>;
  readonly markReopened: (tenant: string, number: number, code: string) => Promise<void>;
};

export type DrawSummary = {
  readonly number: number;
  readonly kind: DrawRequest['kind'];
  readonly purpose: string;
  readonly announcedAt: number;
  readonly frameRoot: string;
  readonly frameCount: number;
  readonly hash: string;
  readonly drawnAt?: number | undefined;
  readonly results: number;
};
