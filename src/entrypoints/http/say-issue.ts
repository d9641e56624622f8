import { z } from 'zod';

type Issue = z.core.$ZodRawIssue;

const TYPES: Readonly<Record<string, string>> = {
  number: '数字',
  int: '整数',
  string: '文字',
  boolean: '“是”或“否”（true、false）',
  array: '列表',
  object: '一组字段',
  record: '一组字段',
  date: '日期',
};
const FORMATS: Readonly<Record<string, string>> = { url: '网址', email: '电子邮箱', date: '日期', datetime: '时间' };

const standard = z.locales.zhCN().localeError;

/**
 * What is wrong with a value, as one person tells another: zod's own words speak of types and call a length a number.
 * What a schema says itself comes before this.
 */
export function sayIssue(issue: Issue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined || issue.input === null || issue.input === ''
        ? '没有填写'
        : `须为${TYPES[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return issue.values.length === 1 ? `只能是 ${String(issue.values[0])}` : `可选的是：${issue.values.join('、')}`;
    case 'too_small':
      return tooSmall(issue.origin, Number(issue.minimum), issue.inclusive ?? true);
    case 'too_big':
      return tooBig(issue.origin, Number(issue.maximum), issue.inclusive ?? true);
    case 'invalid_format':
      return FORMATS[issue.format] ? `须为${FORMATS[issue.format]}` : '格式不对';
    case 'unrecognized_keys':
      return `没有这些字段：${issue.keys.join('、')}`;
    default:
      return wordsOf(standard(issue));
  }
}

const wordsOf = (said: ReturnType<typeof standard>): string | undefined =>
  typeof said === 'object' && said ? said.message : (said ?? undefined);

function tooSmall(origin: string, least: number, inclusive: boolean): string {
  if (origin === 'string') return least <= 1 ? '不能为空' : `至少 ${least} 个字`;
  if (origin === 'array' || origin === 'set') return least <= 1 ? '至少要有一项' : `至少要有 ${least} 项`;
  return inclusive ? `不能小于 ${least}` : `须大于 ${least}`;
}

function tooBig(origin: string, most: number, inclusive: boolean): string {
  if (origin === 'string') return `最多 ${most} 个字`;
  if (origin === 'array' || origin === 'set') return `最多 ${most} 项`;
  return inclusive ? `不能大于 ${most}` : `须小于 ${most}`;
}

const LONGEST_NAME = 12;

/** Fields that most lists and forms have; their schemas need not say it each time. */
const COMMON: Readonly<Record<string, string>> = {
  after: '翻页位置',
  body: '内容',
  id: '编号',
  ids: '编号',
  kind: '类别',
  limit: '条数',
  matter: '事项',
  matters: '事项',
  note: '说明',
  q: '搜索词',
  reason: '理由',
  sort: '排序',
  title: '标题',
  unit: '单位',
  units: '单位',
};

/** The field as its schema describes it, where that is a name and not a sentence; else as it is called. */
export function nameOf(schema: z.ZodType, path: readonly PropertyKey[]): string {
  let at: z.ZodType | undefined = schema;
  const names = path.map((step) => {
    at = within(at, step);
    return typeof step === 'number' ? `第 ${step + 1} 项` : (described(at) ?? COMMON[String(step)] ?? String(step));
  });
  return names.join(' ');
}

function described(field: z.ZodType | undefined): string | undefined {
  const name = (field?.description ?? (field && unwrapped(field).description))?.split(/[：，；（。,;:(]/)[0]?.trim();
  return name && name.length <= LONGEST_NAME ? name : undefined;
}

function within(field: z.ZodType | undefined, step: PropertyKey): z.ZodType | undefined {
  const bare = field && unwrapped(field);
  const inner: unknown =
    bare instanceof z.ZodObject
      ? bare.shape[String(step)]
      : bare instanceof z.ZodArray
        ? bare.element
        : bare instanceof z.ZodRecord
          ? bare.valueType
          : undefined;
  return inner instanceof z.ZodType ? inner : undefined;
}

function unwrapped(field: z.ZodType): z.ZodType {
  const wraps = field instanceof z.ZodOptional || field instanceof z.ZodNullable || field instanceof z.ZodDefault;
  const inner = wraps ? field.unwrap() : field;
  return inner !== field && inner instanceof z.ZodType ? unwrapped(inner) : field;
}
