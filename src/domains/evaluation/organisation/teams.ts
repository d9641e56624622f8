import { z } from 'zod';

const Id = z.string().min(1).max(64);
const Source = z.strictObject({ title: z.string(), assumed: z.boolean().optional() });

/** An indicator of an evaluation, who answers for it, and what the system itself sees of it. */
export const Team = z.strictObject({
  indicator: Id.describe('评价体系里的指标'),
  title: z.string(),
  lead: Id.describe('牵头单位'),
  members: z.array(Id).default([]),
  watches: z
    .array(
      z.strictObject({
        indicator: Id.describe('无感监测指标'),
        category: Id.optional().describe('只看这一类诉求'),
      }),
    )
    .default([]),
  assumed: z.boolean().optional(),
});
export type Team = z.infer<typeof Team>;

/** 保二争一: where a system of evaluation is to be reached. */
export const Aim = z.strictObject({
  id: Id,
  system: z.string().describe('评价体系'),
  indicator: Id.optional().describe('某一指标；不写为总体'),
  keep: z.int().min(1).max(1000).describe('保'),
  strive: z.int().min(1).max(1000).describe('争'),
  among: z.string().describe('在哪些城市里'),
  source: Source,
});
export type Aim = z.infer<typeof Aim>;

export const TeamsFile = z.strictObject({
  source: Source,
  aims: z.array(Aim).default([]),
  teams: z.array(Team),
  sources: z.record(z.string(), Id).default({}).describe('基础包里来源单位的通称 → 本市的单位'),
  /** 双牵头: each district takes one indicator, led with a city department. */
  dual: z
    .array(
      z.strictObject({
        region: Id,
        indicator: Id,
        district: Id.describe('区县牵头单位'),
        department: Id.describe('市级牵头部门'),
      }),
    )
    .default([]),
});
export type TeamsFile = z.infer<typeof TeamsFile>;

export const NO_TEAMS: TeamsFile = {
  source: { title: '' },
  aims: [],
  teams: [],
  sources: {},
  dual: [],
};
