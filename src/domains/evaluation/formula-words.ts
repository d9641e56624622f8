import type { Leaf } from '#engines/indicators';

/** What a name in a formula stands for. */
export type Titled = (indicator: string) => { readonly title: string; readonly unit?: string | undefined } | undefined;

const SIGNS: Readonly<Record<string, string>> = { '*': '×', '/': '÷', '-': '−' };

/**
 * A leaf's formula as people read it: "税收 ÷ 用地；税收＝上年实缴税金（万元），用地＝用地面积（亩）".
 * @example formulaWords({ formula: 'a / b', inputs: { a: 'tax', b: 'land' } }, (id) => ({ title: id }))
 */
export function formulaWords({ formula, inputs = {} }: Pick<Leaf, 'formula' | 'inputs'>, titled: Titled) {
  if (formula === undefined) return undefined;
  const names = Object.entries(inputs).map(([name, indicator]) => {
    const known = titled(indicator);
    const unit = known?.unit ? `（${known.unit}）` : '';
    return known?.title === name ? `${name}${unit}` : `${name}＝${known?.title ?? indicator}${unit}`;
  });
  const text = formula
    .trim()
    .replaceAll(/\s*([*/-])\s*/g, (_all, sign: string) => ` ${SIGNS[sign] ?? sign} `)
    .replaceAll(/\s*\+\s*/g, ' + ');
  return [text, names.join('，')].filter(Boolean).join('；');
}
