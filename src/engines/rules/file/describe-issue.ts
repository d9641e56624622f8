import { z } from 'zod';
import { nearest } from '#language';

const TYPES: Readonly<Record<string, string>> = {
  string: '文字',
  number: '数字',
  boolean: ' true 或 false',
  array: '列表',
  object: '一组字段',
  record: '一组字段',
};

/** Every word that a file of this shape may have as a key. */
const keysIn = (schema: unknown): readonly string[] => {
  if (schema instanceof z.ZodObject)
    return Object.entries(schema.shape).flatMap(([key, each]) => [key, ...keysIn(each)]);
  if (schema instanceof z.ZodArray) return keysIn(schema.element);
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return keysIn(schema.unwrap());
  return schema instanceof z.ZodUnion ? schema.options.flatMap(keysIn) : [];
};

/** `clauses 第 2 项的 title`: where a key stands, as a writer of the file looks for it. */
const placeIn = (path: readonly PropertyKey[]): string =>
  path
    .map((each, at) => (typeof each === 'number' ? ` 第 ${each + 1} 项` : `${at > 0 ? '的 ' : ''}${String(each)}`))
    .join('');

const missing = (path: readonly PropertyKey[]): string => {
  const [key, above] = [path.at(-1), path.slice(0, -1)];
  if (key === undefined) return '文件里什么都没有';
  if (typeof key === 'number') return `${placeIn(path)}空着`;
  return `缺少 ${String(key)} 这一项${above.length > 0 ? `（${placeIn(above)}里）` : ''}`;
};

/** A zod issue (with its input reported) in Chinese: which key, and the nearest word where one is misspelt. */
export const describeIssue = (issue: z.core.$ZodIssue, schema: z.ZodType): string => {
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys
        .map((key) => {
          const near = nearest(key, keysIn(schema))[0];
          return `没有“${key}”这一项${near === undefined ? '' : `，是不是想写 ${near}？`}`;
        })
        .join('；');
    case 'invalid_value':
      return issue.input === undefined
        ? missing(issue.path)
        : `${placeIn(issue.path)}只能是：${issue.values.map(String).join('、')}`;
    case 'invalid_type':
      return issue.input === undefined
        ? missing(issue.path)
        : `${placeIn(issue.path)}类型不对，应为${TYPES[issue.expected] ?? issue.expected}`;
    case 'invalid_union':
      return `${placeIn(issue.path)}写法不对，${issue.discriminator ? `没有这一种 ${issue.discriminator}` : '这里应是一个值或一个清单'}`;
    case 'too_small':
      return `${placeIn(issue.path)}${Number(issue.minimum) === 1 ? '不能空着' : `：${issue.message}`}`;
    default:
      return `${placeIn(issue.path)}：${issue.message}`;
  }
};
