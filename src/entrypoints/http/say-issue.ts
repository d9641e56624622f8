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

/** The field as its schema describes it, where that is a name and not a sentence; else as it is called. */
export function nameOf(schema: z.ZodType, path: readonly PropertyKey[]): string {
  const [first] = path;
  const field = schema instanceof z.ZodObject && path.length === 1 ? schema.shape[String(first)] : undefined;
  const described = field instanceof z.ZodType ? field.description : undefined;
  const name = described?.split(/[：，；（。,;:(]/)[0]?.trim() ?? '';
  return name && name.length <= LONGEST_NAME ? name : path.map(String).join('.');
}
