import { type Clause, conditionId } from '../clause/index.ts';

export type Span = { readonly start: number; readonly end: number; readonly condition: string };

const isSpace = (sign: string): boolean => /\s/.test(sign);

/** Where the sentence of each condition stands in the text, spaces and line ends aside. */
export function quoteSpans({ text, conditions }: Pick<Clause, 'text' | 'conditions'>): readonly Span[] {
  const kept = [...text].flatMap((sign, at) => (isSpace(sign) ? [] : [at]));
  const dense = kept.map((at) => text[at]).join('');
  const spans = conditions.flatMap((each, index) => {
    const wanted = each.quote.replace(/\s/g, '');
    const from = dense.indexOf(wanted);
    const [start, last] = [kept[from], kept[from + wanted.length - 1]];
    return from < 0 || start === undefined || last === undefined
      ? []
      : [{ start, end: last + 1, condition: conditionId(each, index) }];
  });
  return spans.sort((a, b) => a.start - b.start);
}
