import type { z } from 'zod';
import { nearest } from '#language';

const KEYS =
  'id title facts parameters definitions rules cases name aliases type unit codeList list values since until announced source value repealed expected assumed formula condition amount clause text document article on expect'.split(
    ' ',
  );

const TYPES: Readonly<Record<string, string>> = {
  string: '文字',
  number: '数字',
  boolean: ' true 或 false',
  array: '列表',
  object: '一组字段',
  record: '一组字段',
};

/** A zod issue in Chinese, with the nearest word where a key is misspelt. */
export const describeIssue = (issue: z.core.$ZodIssue): string => {
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys
        .map((key) => {
          const near = nearest(key, KEYS)[0];
          return `没有“${key}”这一项${near === undefined ? '' : `，是不是想写 ${near}？`}`;
        })
        .join('；');
    case 'invalid_value':
      return `只能是：${issue.values.map(String).join('、')}`;
    case 'invalid_type':
      return issue.input === undefined ? '缺少这一项' : `类型不对，应为${TYPES[issue.expected] ?? issue.expected}`;
    case 'invalid_union':
      return '写法不对，这里应是一个值或一个清单';
    case 'too_small':
      return '这一项不能空着';
    default:
      return issue.message;
  }
};
