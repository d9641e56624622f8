import { isRefusal } from '#kernel';
import { type DrawRecord, runDraw } from './draw.ts';
import { DrawInput } from './schema.ts';

export type DrawVerdict =
  | { readonly ok: true; readonly record: DrawRecord }
  | {
      readonly ok: false;
      /** Path of the first difference, e.g. `strata[0].selected[2].ticket`. */
      readonly at: string;
      readonly what: string;
      readonly expected?: unknown;
      readonly found?: unknown;
    };

/**
 * Repeats a draw from its own record and names the first difference. A forger could recompute a whole record, so give
 * `announced`, the hash published before the draw, to hold it against what everybody saw.
 * @example verifyDraw(JSON.parse(text)).ok
 */
export function verifyDraw(record: unknown, announced?: string): DrawVerdict {
  if (typeof record !== 'object' || record === null) return { ok: false, at: '', what: '不是抽取记录' };
  const given = Object.entries(record).filter(([key]) => key in DrawInput.shape);
  const input = DrawInput.safeParse(Object.fromEntries(given));
  if (!input.success) {
    const [issue] = input.error.issues;
    return { ok: false, at: pathOf(issue?.path ?? []), what: `记录不完整或格式不对：${issue?.message}` };
  }
  try {
    const expected = runDraw(input.data);
    const difference = firstDifference(expected, record, []);
    if (difference) return { ok: false, what: `${nameOf(difference.at)}与重算结果不符`, ...difference };
    if (announced !== undefined && announced !== expected.announcement.hash)
      return {
        ok: false,
        at: 'announcement.hash',
        what: '与抽取前公告的摘要不符',
        expected: announced,
        found: expected.announcement.hash,
      };
    return { ok: true, record: expected };
  } catch (no) {
    if (isRefusal(no)) return { ok: false, at: no.code, what: no.message };
    throw no;
  }
}

type Difference = { readonly at: string; readonly expected: unknown; readonly found: unknown };

function firstDifference(
  expected: unknown,
  found: unknown,
  path: readonly (string | number)[],
): Difference | undefined {
  if (expected === found) return undefined;
  if (!isObject(expected) || !isObject(found) || Array.isArray(expected) !== Array.isArray(found))
    return { at: pathOf(path), expected, found };
  for (const key of new Set([...Object.keys(expected), ...Object.keys(found)])) {
    const step = Array.isArray(expected) ? Number(key) : key;
    const difference = firstDifference(expected[key], found[key], [...path, step]);
    if (difference) return difference;
  }
  return undefined;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const pathOf = (path: readonly PropertyKey[]): string =>
  path.map((step, at) => (typeof step === 'number' ? `[${step}]` : `${at ? '.' : ''}${String(step)}`)).join('');

const NAMES: Readonly<Record<string, string>> = {
  announcement: '抽取前的公告',
  units: '名册',
  exclusions: '剔除名单',
  inspectors: '检查人员名册',
  seedValue: '种子',
  strata: '抽取结果',
  assignments: '检查人员分配',
  hash: '记录摘要',
};
const nameOf = (at: string): string => NAMES[/^\w+/.exec(at)?.[0] ?? ''] ?? `“${at}”`;
