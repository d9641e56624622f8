import type { CodeItem } from '../api/types/index.ts';

export type Choice = { readonly value: string; readonly label: string };
export type ChoiceGroup = { readonly label: string; readonly title: string; readonly options: Choice[] };

/**
 * A flat list stays flat; a list of two levels is grouped by its parents; of a deeper one (regions: country, province,
 * city, county) only the deepest level is chosen from, as officials name a county and not a country.
 */
export function choicesOf(items: readonly CodeItem[]): (Choice | ChoiceGroup)[] {
  const byCode = new Map(items.map((item) => [item.code, item]));
  const depth = (item: CodeItem): number => {
    const parent = item.parent === undefined ? undefined : byCode.get(item.parent);
    return parent ? depth(parent) + 1 : 0;
  };
  const deepest = Math.max(0, ...items.map(depth));
  const choice = ({ code, title }: CodeItem): Choice => ({ value: code, label: title });
  if (deepest === 0) return items.map(choice);
  if (deepest > 1) return items.filter((item) => depth(item) === deepest).map(choice);
  return items
    .filter((item) => depth(item) === 0)
    .map((parent) => {
      const children = items.filter((item) => item.parent === parent.code);
      return children.length > 0
        ? { label: parent.title, title: parent.title, options: children.map(choice) }
        : choice(parent);
    });
}
