import type { Parameter, Rule, RuleSet } from '../source.ts';
import type { Handle, Named } from './handle.ts';

/** The text with what was found replaced by names, set apart from what stands beside them. */
const replaced = (text: string, found: readonly Named[]): string => {
  let [out, at] = ['', 0];
  for (const { start, end, parameter } of found) {
    out += `${text.slice(at, start)} ${parameter} `;
    at = end;
  }
  return (out + text.slice(at)).replace(/ {2,}/g, ' ').trim();
};

const parameterOf = (found: Named, since: string): Parameter => ({
  name: found.parameter,
  type: found.type,
  ...(found.unit ? { unit: found.unit } : {}),
  ...(found.codeList ? { codeList: found.codeList } : {}),
  ...(found.list ? { list: true } : {}),
  values: [{ since, value: found.value }],
});

export type Text = Pick<Handle, 'part' | 'piece'> & { readonly text: string };

export const textsOf = ({ condition, amount, parts }: Rule): readonly Text[] => [
  ...(parts?.map((each): Text => ({ part: 'condition', piece: each.id, text: each.condition })) ?? [
    { part: 'condition', text: condition },
  ]),
  ...(amount === undefined ? [] : [{ part: 'amount' as const, text: amount }]),
];

const rewritten = (rule: Rule, own: readonly Named[]): Rule => {
  const lifted = textsOf(rule).map((each) => ({
    ...each,
    text: replaced(
      each.text,
      own.filter(({ part, piece }) => part === each.part && piece === each.piece),
    ),
  }));
  const conditions = lifted.filter((each) => each.part === 'condition');
  const amount = lifted.find((each) => each.part === 'amount')?.text;
  const parts = rule.parts?.map((each, at) => ({ ...each, condition: conditions[at]?.text ?? each.condition }));
  return {
    ...rule,
    condition: conditions.map(({ text }) => (conditions.length > 1 ? `(${text})` : text)).join(' 且 '),
    ...(parts ? { parts } : {}),
    ...(amount === undefined ? {} : { amount }),
  };
};

/** The set with what was found named instead of written. */
export const build = (set: RuleSet, own: readonly Named[], since: string): RuleSet => ({
  ...set,
  parameters: [...(set.parameters ?? []), ...own.filter((each) => !each.own).map((each) => parameterOf(each, since))],
  rules: set.rules.map((rule) =>
    rewritten(
      rule,
      own.filter((each) => each.rule === rule.id && !each.own),
    ),
  ),
});
