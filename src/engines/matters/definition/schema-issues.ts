import { z } from 'zod';
import { unknownName } from './finding.ts';
import { LoopDefinition } from './schema.ts';

/** A zod issue in Chinese, with the nearest key where one is misspelt. */
export function describeIssue(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownName('这一项', key, keysAt(issue.path))).join('；');
    case 'invalid_value':
      return `只能是：${issue.values.map(String).join('、')}`;
    case 'invalid_type':
      return issue.input === undefined ? '缺少这一项' : `类型不对，应为 ${issue.expected}`;
    case 'invalid_union':
      return '写法不对：不符合任何一种允许的形式';
    case 'too_small':
      return `太少或太短，至少 ${String(issue.minimum)}`;
    default:
      return issue.message;
  }
}

/** The keys that the schema knows at a path. */
function keysAt(path: readonly PropertyKey[]): readonly string[] {
  let at: z.core.$ZodType | undefined = LoopDefinition;
  for (const step of path) at = below(at, step);
  const inner = bare(at);
  return inner instanceof z.ZodObject ? Object.keys(inner.shape) : [];
}

function below(schema: z.core.$ZodType | undefined, step: PropertyKey): z.core.$ZodType | undefined {
  const inner = bare(schema);
  if (inner instanceof z.ZodObject) return inner.shape[String(step)];
  if (inner instanceof z.ZodArray) return inner.element;
  if (inner instanceof z.ZodRecord) return inner.valueType;
  return undefined;
}

function bare(schema: z.core.$ZodType | undefined): z.core.$ZodType | undefined {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return bare(schema.unwrap());
  return schema;
}
