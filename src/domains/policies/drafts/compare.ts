import { amountWords, type Clause, type Policy } from '../clause/index.ts';

/** One thing that a draft says otherwise than what is in force. */
export type Difference = {
  readonly clause: string;
  readonly title: string;
  readonly what: string;
  /** Absent: new. */
  readonly from?: string;
  /** Absent: no longer there. */
  readonly to?: string;
};

type Title = (list: string, code: string) => string | undefined;

const windowOf = ({ window }: Clause): string => (window ? `${window.from} 至 ${window.to}` : '常年');
const validOf = ({ validFrom, validTo }: Clause): string => `${validFrom ?? '随文件'} 至 ${validTo ?? '随文件'}`;

const FIELDS: readonly (readonly [string, (clause: Clause, title: Title) => string])[] = [
  ['名称', (each) => each.title],
  ['原文', (each) => each.text],
  ['白话', (each) => each.plain],
  ['金额', (each) => amountWords(each.amount)],
  [
    '兑现方式',
    (each, title) => `${title('policy-mode', each.mode) ?? each.mode}${each.ahead ? `，先拨 ${each.ahead}` : ''}`,
  ],
  ['多久一次', (each, title) => title('policy-per', each.per) ?? each.per],
  ['申报期', windowOf],
  ['有效期', validOf],
  ['名额', (each) => (each.quota ? `${each.quota.most} 户，${each.quota.by}` : '不限')],
  ['材料', (each) => each.materials.join('、') || '无'],
  ['不能同时享受', (each) => [each.group ?? '', ...each.excludes].filter(Boolean).join('、') || '无'],
];

function clauseDifferences(before: Clause, now: Clause, title: Title): readonly Difference[] {
  const of = { clause: now.clause, title: now.title };
  const fields = FIELDS.flatMap(([what, words]): readonly Difference[] =>
    words(before, title) === words(now, title)
      ? []
      : [{ ...of, what, from: words(before, title), to: words(now, title) }],
  );
  const length = Math.max(before.conditions.length, now.conditions.length);
  const conditions = Array.from({ length }, (_, at): Difference => {
    const [from, to] = [before.conditions[at]?.when, now.conditions[at]?.when];
    return { ...of, what: `条件 ${at + 1}`, ...(from ? { from } : {}), ...(to ? { to } : {}) };
  });
  return [...conditions.filter(({ from, to }) => from !== to), ...fields];
}

/**
 * What a draft changes in the policy that is in force under the same mark, clause by clause.
 *
 * @example
 * differencesOf(live, draft, ports.title) // [{ title: '研发投入补助', what: '条件 1', from: '… >= 3%', to: '… >= 2%' }]
 */
export function differencesOf(live: Policy, draft: Policy, title: Title): readonly Difference[] {
  const before = new Map(live.clauses.map((each) => [each.clause, each]));
  const kept = new Set(draft.clauses.map((each) => each.clause));
  return [
    ...draft.clauses.flatMap((each): readonly Difference[] => {
      const was = before.get(each.clause);
      return was
        ? clauseDifferences(was, each, title)
        : [{ clause: each.clause, title: each.title, what: '新增一条', to: each.text }];
    }),
    ...live.clauses.flatMap(({ clause, title, text }): readonly Difference[] =>
      kept.has(clause) ? [] : [{ clause, title, what: '删去一条', from: text }],
    ),
  ];
}
