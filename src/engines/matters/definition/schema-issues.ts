import { z } from 'zod';
import { unknownName } from './finding.ts';
import { LoopDefinition } from './schema.ts';

/** A zod issue (with its input reported) in Chinese, with the nearest word where one is misspelt. */
export function describeIssue(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownName('这一项', key, keysAt(issue.path))).join('；');
    case 'invalid_value':
      return oneOf(issue.input, issue.values.map(String));
    case 'invalid_type':
      return issue.input === undefined
        ? '缺少这一项'
        : `类型不对，应为${TYPES[issue.expected] ?? issue.expected}，这里写的是 ${said(issue.input)}`;
    case 'invalid_union':
      return describeUnion(issue);
    case 'too_small':
      return `太少或太短，至少 ${String(issue.minimum)}`;
    default:
      return issue.message;
  }
}

const TYPES: Readonly<Record<string, string>> = {
  string: '文字',
  number: '数字',
  boolean: ' true 或 false',
  array: '列表，如 [a, b]',
  object: '一组字段',
  record: '一组字段',
};

const said = (value: unknown): string => {
  const text = typeof value === 'string' ? `“${value}”` : JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
};

function oneOf(input: unknown, known: readonly string[]): string {
  const only = `只能是：${known.join('、')}`;
  if (typeof input !== 'string' || input === '') return only;
  const near = /，是不是想写 .+？$/.exec(unknownName('', input, known))?.[0] ?? '，';
  return `没有“${input}”${near}${only}`;
}

/** Where one word says which form it is, that word is wrong; else no form fits. */
function describeUnion(issue: z.core.$ZodIssueInvalidUnion): string {
  const names = optionsAt(issue.path.slice(0, -1)).flatMap((form) => namesOf(form, String(issue.path.at(-1))));
  if (issue.discriminator !== undefined && names.length > 0) {
    const given = (issue.input as Record<string, unknown> | undefined)?.[issue.discriminator];
    return oneOf(given, names);
  }
  const forms = optionsAt(issue.path).map(formOf);
  return `写法不对，这里写的是 ${said(issue.input)}${forms.length > 0 ? `；可以是${forms.join('，或')}` : ''}`;
}

/** The literals that a form allows under a key. */
function namesOf(form: z.core.$ZodType, key: string): readonly string[] {
  const at = form instanceof z.ZodObject ? form.shape[key] : undefined;
  return at instanceof z.ZodLiteral ? [...at.values].map(String) : [];
}

function formOf(form: z.core.$ZodType): string {
  const inner = bare(form);
  if (inner instanceof z.ZodObject) return `{ ${Object.keys(inner.shape).join(', ')} }`;
  if (inner instanceof z.ZodNumber) return '数字';
  if (inner instanceof z.ZodRecord) return '一组“取值: 去向”';
  return '文字';
}

/** The keys that the schema knows at a path. */
const keysAt = (path: readonly PropertyKey[]): readonly string[] => [
  ...new Set(
    [at(path), ...optionsAt(path)].flatMap((each) => {
      const inner = bare(each);
      return inner instanceof z.ZodObject ? Object.keys(inner.shape) : [];
    }),
  ),
];

function optionsAt(path: readonly PropertyKey[]): readonly z.core.$ZodType[] {
  const inner = bare(at(path));
  return inner instanceof z.ZodUnion ? inner.options : [];
}

function at(path: readonly PropertyKey[]): z.core.$ZodType | undefined {
  return path.reduce<z.core.$ZodType | undefined>((schema, step) => below(schema, step), LoopDefinition);
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
