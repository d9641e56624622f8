import type { MatterFilters } from '../../api/matters.ts';
import type { CodeItem } from '../../api/types/index.ts';

const LISTS: Partial<Record<keyof MatterFilters, string>> = {
  category: 'appeal-category',
  region: 'region',
  channel: 'channel',
};
const WORDS: Readonly<Record<string, string>> = {
  'lamp=normal': '正常',
  'lamp=near': '临期',
  'lamp=overdue': '超期',
  'lamp=suspended': '暂停',
  'lamp=done': '已结束',
  'due=today': '今天到期',
  'due=3days': '三日内到期',
  'due=overdue': '已超期',
  'closed=true': '已办结',
  'closed=false': '在办',
};

/**
 * What a list was narrowed to, for the head of its paper; what has no word that people know is left out.
 * @example filterWords({ lamp: 'overdue', q: '用电' }, {}) // '超期、搜索“用电”'
 */
export function filterWords(filters: MatterFilters, lists: Readonly<Record<string, readonly CodeItem[]>>): string {
  const said = Object.entries(filters).flatMap(([key, value]) => {
    if (key === 'q') return `搜索“${value}”`;
    if (key === 'openedFrom') return `${value}起收到`;
    if (key === 'openedTo') return `${value}前收到`;
    const list = lists[LISTS[key as keyof MatterFilters] ?? ''] ?? [];
    return list.find((item) => item.code === value)?.title ?? WORDS[`${key}=${value}`] ?? [];
  });
  return said.join('、');
}
