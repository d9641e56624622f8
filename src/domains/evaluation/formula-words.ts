import type { Leaf } from '#engines/indicators';

/** What a name in a formula stands for. */
export type Titled = (indicator: string) => { readonly title: string; readonly unit?: string | undefined } | undefined;

const SIGNS: Readonly<Record<string, string>> = { '*': '×', '/': '÷', '-': '−' };

/** `a / b * 100` as people write it: a ÷ b × 100. */
export const signs = (formula: string): string =>
  formula
    .trim()
    .replaceAll(/\s*([*/-])\s*/g, (_all, sign: string) => ` ${SIGNS[sign] ?? sign} `)
    .replaceAll(/\s*\+\s*/g, ' + ');

/**
 * A leaf's formula as people read it: “税收 ÷ 用地；税收＝上年实缴税金（万元），用地＝用地面积（亩）”.
 * @example formulaWords({ formula: 'a / b', inputs: { a: 'tax', b: 'land' } }, (id) => ({ title: id }))
 */
export function formulaWords({ formula, inputs = {} }: Pick<Leaf, 'formula' | 'inputs'>, titled: Titled) {
  if (formula === undefined) return undefined;
  const names = Object.entries(inputs).map(([name, indicator]) => {
    const known = titled(indicator);
    const unit = known?.unit ? `（${known.unit}）` : '';
    return known?.title === name ? `${name}${unit}` : `${name}＝${known?.title ?? indicator}${unit}`;
  });
  return [signs(formula), names.join('，')].filter(Boolean).join('；');
}

type Put = { readonly name: string; readonly value: number | null; readonly unit: string };

/**
 * The same formula with the numbers in the places of their names.
 * @example numbersPutIn('网办件 / 全部件', [{ name: '网办件', value: 9650, unit: '件' }, …]) // '9,650件 ÷ 10,000件'
 */
export function numbersPutIn(formula: string, inputs: readonly Put[]): string {
  const said = new Map(
    inputs.map(({ name, value, unit }) => [name, value === null ? name : `${figure(value)}${unit}`]),
  );
  const names = [...said.keys()]
    .toSorted((a, b) => b.length - a.length)
    .map((each) => each.replaceAll(/[.*+?^${}()|[\]\\]/gu, '\\$&'));
  // A unit may hold a sign (件/人): signs are put first, numbers after.
  return signs(formula).replaceAll(new RegExp(names.join('|'), 'gu'), (name) => said.get(name) ?? name);
}

const figure = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: 4 });
