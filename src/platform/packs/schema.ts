import { z } from 'zod';
import { Day } from '#kernel';

const Id = z.string().regex(/^[a-z0-9][a-z0-9-]*$/i, '标识只用字母、数字和连字符');
const Name = z.string().trim().min(1, '名称不能为空');

/** Where a fact comes from; `assumed` when that could not be verified, and the site says so. */
export const Source = z.strictObject({
  title: z.string().describe('出处'),
  document: z.string().optional().describe('文号与条款'),
  date: Day.optional().describe('施行日期'),
  url: z.string().optional(),
  assumed: z.boolean().optional().describe('未核实'),
});
export type Source = z.infer<typeof Source>;

export const Manifest = z.strictObject({
  pack: Id,
  title: Name,
  kind: z.enum(['base', 'city', 'demo']),
  region: z.string().optional().describe('城市的行政区划代码'),
});
export type Manifest = z.infer<typeof Manifest>;

export const UnitEntry = z.strictObject({
  id: Id,
  name: Name.describe('文件中通行的简称'),
  fullName: Name.optional().describe('行文用全称'),
  kind: Id,
  parent: z.string().nullable(),
  guidedBy: z.string().optional().describe('业务指导单位'),
  leadUnit: z.string().optional().describe('专班、小组的牵头单位'),
  dispatches: z.string().optional().describe('为哪个区域接收和分办诉求'),
  level: z.int().min(1).max(4).optional().describe('1 市 2 县 3 乡镇；不写随上级'),
  region: z.string().optional().describe('不写随上级'),
  aliases: z.array(Name).default([]),
  sections: z.array(Name).default([]).describe('内设科室'),
  settings: z.strictObject({ needsReview: z.boolean().optional(), needsApproval: z.boolean().optional() }).default({}),
  validFrom: Day.optional(),
  validTo: Day.optional(),
  assumed: z.boolean().optional(),
});
export type UnitEntry = z.infer<typeof UnitEntry>;

export const GroupEntry = z.strictObject({
  id: Id,
  name: Name,
  aliases: z.array(Name).default([]),
  members: z.array(z.string()).default([]),
  where: z
    .strictObject({ kind: z.array(z.string()).optional(), level: z.int().optional(), regionIn: z.string().optional() })
    .optional(),
});
export type GroupEntry = z.infer<typeof GroupEntry>;

export const OrganisationFile = z.strictObject({
  validFrom: Day,
  units: z.array(UnitEntry),
  groups: z.array(GroupEntry).default([]),
});

export const RegionsFile = z.strictObject({
  source: Source.optional(),
  regions: z.array(z.strictObject({ code: z.string(), name: Name, parent: z.string().nullable().default(null) })),
});

export const PermissionsFile = z.strictObject({
  permissions: z.array(
    z.strictObject({
      id: z.string().regex(/^[a-z]+\.[a-z-]+$/, '权限写作 领域.动作，如 appeals.dispatch'),
      title: Name,
    }),
  ),
});
export type PermissionEntry = z.infer<typeof PermissionsFile>['permissions'][number];

export const RolesFile = z.strictObject({
  roles: z.array(
    z.strictObject({
      id: Id,
      title: Name,
      permissions: z.array(z.string()),
      oversees: z.boolean().optional().describe('有权办、但平时由下面的人办：消息只在没有别人时才发给他'),
    }),
  ),
});
export type RoleEntry = z.infer<typeof RolesFile>['roles'][number];

export const ListItem = z.strictObject({
  code: z.string(),
  title: Name,
  parent: z.string().optional(),
  words: z.array(z.string()).optional().describe('常见说法，用于推荐'),
  accuses: z
    .array(z.string())
    .optional()
    .describe('指向人的作风的说法：写了这些话又点了单位名的，不交给该单位，也不让它看到'),
  units: z.array(z.string()).optional().describe('通常的承办单位'),
  level: z.int().optional().describe('可承办的最低层级'),
  remedy: z.string().optional().describe('救济途径'),
});
export type ListItem = z.infer<typeof ListItem>;

export const ListFile = z.strictObject({
  list: Id,
  title: Name,
  /** A city may add codes of its own. */
  open: z.boolean().optional().describe('城市包可以增加代码'),
  source: Source.optional(),
  items: z.array(ListItem),
});
export type CodeList = z.infer<typeof ListFile>;

export const SettingsFile = z.strictObject({
  settings: z
    .object({ grants: z.record(z.string(), z.array(z.string())).optional().describe('单位的各岗位另有的权限') })
    .catchall(z.unknown()),
});
export type SettingsFile = z.infer<typeof SettingsFile>;

const SCHEMAS = [
  Manifest,
  UnitEntry,
  GroupEntry,
  OrganisationFile,
  RegionsFile,
  PermissionsFile,
  RolesFile,
  ListItem,
  ListFile,
];
/** Every field name that a pack file may use, to suggest the one that was meant. */
export const FIELD_NAMES: readonly string[] = [...new Set(SCHEMAS.flatMap((each) => Object.keys(each.shape)))];
