import { z } from 'zod';
import { refuse } from '#kernel';

const byRegion = <T extends z.ZodType>(value: T) => z.record(z.string(), value);
const words = z.array(z.string().min(1)).min(1);
const range = z.tuple([z.number(), z.number()]);

export const Names = z.strictObject({ surnames: words, given: words });

export const EnterpriseSeeds = z.strictObject({
  note: z.string(),
  count: byRegion(z.int().min(0)),
  cities: byRegion(z.string()),
  brands: words,
  trades: byRegion(
    z
      .array(
        z.strictObject({
          word: z.string(),
          industry: z.string(),
          trade: z.string().optional().describe('GB/T 4754 中类、小类'),
        }),
      )
      .min(1),
  ),
  scales: z.array(z.strictObject({ code: z.string(), share: z.number(), staff: range, revenue: range })),
  streets: byRegion(words),
});
export type EnterpriseSeeds = z.infer<typeof EnterpriseSeeds>;

const Job = z.strictObject({ role: z.string(), post: z.string(), section: z.boolean().default(false) });
export const Accounts = z.strictObject({
  password: z.string(),
  officials: z.array(
    z.strictObject({
      login: z.string(),
      title: z.string(),
      unit: z.string(),
      section: z.string().optional(),
      role: z.string(),
      post: z.string(),
      grid: z.string().optional().describe('在哪个区域的第一个网格任驻企服务员'),
      block: z.string().optional().describe('挂联哪个区域'),
    }),
  ),
  enterprises: z.array(
    z.strictObject({
      phone: z.string(),
      region: z.string(),
      nth: z.int().min(0),
      title: z.string(),
      accountClosed: z.literal(true).optional().describe('收款账户已销户，银行退回'),
    }),
  ),
  staffing: z.strictObject({
    office: z.array(Job),
    city: z.array(Job),
    county: z.array(Job),
    other: z.array(Job),
    taskForce: z.array(Job),
  }),
  leaders: z.array(z.strictObject({ post: z.string(), block: z.string() })),
  leaderSource: z.string(),
});
export type Accounts = z.infer<typeof Accounts>;
export type Job = z.infer<typeof Job>;

export const GridSeeds = z.strictObject({
  source: z.string(),
  communities: byRegion(z.strictObject({ names: words, unit: z.string() })),
});
export type GridSeeds = z.infer<typeof GridSeeds>;

const WORDS = [
  'assign',
  'progress',
  'report',
  'ask',
  'agree',
  'disagree',
  'supplement',
  'supply',
  'return',
  'extension',
  'shelve',
  'reopen',
  'nudge',
  'good',
  'fair',
  'bad',
  'callback',
  'visit',
] as const;
export type WordKind = (typeof WORDS)[number];

export const AppealSeed = z.strictObject({
  category: z.string(),
  share: z.number().default(1),
  title: z.string(),
  body: z.string(),
  reply: z.string(),
  cause: z.string().optional().describe('办结时记的成因；不写的按类别从 causes 里挑'),
});
export type AppealSeed = z.infer<typeof AppealSeed>;

export const Cluster = z.strictObject({
  key: z.string(),
  count: z.int(),
  region: z.string(),
  category: z.string(),
  flow: z.enum(['slow']),
  cause: z.string(),
  titles: words,
  bodies: words,
  reply: z.string(),
});
export type Cluster = z.infer<typeof Cluster>;

export const AppealSeeds = z.strictObject({
  appeals: z.array(AppealSeed).min(1),
  words: z.record(z.enum(WORDS), words),
  causes: words.describe('办结时常记的成因'),
  clusters: z.array(Cluster),
});
export type AppealSeeds = z.infer<typeof AppealSeeds>;

export const MeetingSeeds = z.strictObject({
  meetings: z.array(
    z.strictObject({
      days: z.int(),
      title: z.string(),
      place: z.string(),
      agenda: words,
      minutes: z.string().optional(),
      items: z
        .array(z.strictObject({ region: z.string(), category: z.string(), unit: z.string(), text: z.string() }))
        .default([]),
      answered: z.array(z.strictObject({ unit: z.string(), text: z.string(), answer: z.string() })).default([]),
    }),
  ),
});
export type MeetingSeeds = z.infer<typeof MeetingSeeds>;

/** Who usually handles what; the city's dispatch.yaml. */
const Dispatch = z.object({
  functions: z.record(z.string(), z.object({ units: z.record(z.string(), z.string()) })),
  rules: z.array(z.object({ category: z.string(), function: z.string(), with: z.array(z.string()).default([]) })),
});
export type Dispatch = z.infer<typeof Dispatch>;

export type DemoSeeds = {
  readonly names: z.infer<typeof Names>;
  readonly enterprises: EnterpriseSeeds;
  readonly accounts: Accounts;
  readonly grids: GridSeeds;
  readonly appeals: AppealSeeds;
  readonly meetings: MeetingSeeds;
  readonly dispatch: Dispatch;
};

/** @throws Refusal `demo.wrong` naming the file and the field */
export function readSeeds(pack: {
  readonly demo: Readonly<Record<string, unknown>>;
  readonly other: Readonly<Record<string, unknown>>;
}): DemoSeeds {
  const read = <T>(schema: z.ZodType<T>, file: string, data: unknown): T => {
    const result = schema.safeParse(data);
    if (result.success) return result.data;
    const [issue] = result.error.issues;
    throw refuse({
      code: 'demo.wrong',
      kind: 'invalid',
      what: `演示数据 ${file}.yaml 有误：${issue?.path.join('.')} ${issue?.message}`,
    });
  };
  return {
    names: read(Names, 'names', pack.demo.names),
    enterprises: read(EnterpriseSeeds, 'enterprises', pack.demo.enterprises),
    accounts: read(Accounts, 'accounts', pack.demo.accounts),
    grids: read(GridSeeds, 'grids', pack.demo.grids),
    appeals: read(AppealSeeds, 'appeals', pack.demo.appeals),
    meetings: read(MeetingSeeds, 'meetings', pack.demo.meetings),
    dispatch: read(Dispatch, 'dispatch', pack.other.dispatch),
  };
}
