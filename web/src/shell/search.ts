import type { MatterFilters } from '../api/matters.ts';

type Raw = Readonly<Record<string, unknown>>;

const matterKeys = [
  'loop',
  'status',
  'holder',
  'lamp',
  'category',
  'region',
  'grade',
  'channel',
  'plan',
  'tag',
  'flag',
  'enterprise',
  'q',
  'closed',
  'openedFrom',
  'openedTo',
  'sort',
  'queue',
  'due',
] as const satisfies readonly (keyof MatterFilters)[];

/** Keeps the known text parameters of an address and drops the rest, so that a mistyped link still opens. */
export function pickText<K extends string>(raw: Raw, keys: readonly K[]): { [key in K]?: string } {
  const picked: { [key in K]?: string } = {};
  for (const key of keys) {
    const value = raw[key];
    if (typeof value === 'string' && value !== '') picked[key] = value;
  }
  return picked;
}

/** Filters with a handful of values: what is none of them is a mistyped link, and the list opens without it. */
const FEW: Readonly<Record<string, readonly string[]>> = {
  lamp: ['normal', 'near', 'overdue', 'suspended', 'done'],
  due: ['today', '3days', 'overdue'],
  queue: ['todo', 'dispatch', 'approve'],
  sort: ['due', 'opened', 'updated'],
  closed: ['true', 'false'],
};
const DAY = /^\d{4}-(0\d|1[0-2])-([0-2]\d|3[01])$/;

export function matterSearch(raw: Raw): MatterFilters {
  const picked = Object.entries(pickText(raw, matterKeys)).filter(([key, value]) => {
    if (key === 'openedFrom' || key === 'openedTo') return DAY.test(value);
    return FEW[key]?.includes(value) ?? true;
  });
  return Object.fromEntries(picked);
}

export type DeskSearch = MatterFilters & { readonly at?: string };
export const deskSearch = (raw: Raw): DeskSearch => ({ ...matterSearch(raw), ...pickText(raw, ['at']) });

export type ListSearch = MatterFilters & { readonly list?: string };
export const listSearch = (raw: Raw): ListSearch => ({ ...matterSearch(raw), ...pickText(raw, ['list']) });

/** Addresses stay readable: plain `?lamp=overdue`, not JSON. */
export const parseSearch = (text: string): Record<string, string> =>
  Object.fromEntries(new URLSearchParams(text.startsWith('?') ? text.slice(1) : text));

export function stringifySearch(search: Raw): string {
  const pairs = Object.entries(search).flatMap(([key, value]) =>
    value === undefined || value === null || value === '' ? [] : [[key, String(value)]],
  );
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs)}`;
}
