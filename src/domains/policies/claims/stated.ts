import { z } from 'zod';
import { formatMoney, money, refuse } from '#kernel';
import { type FactDeclaration, type Facts, type Titles, titleOf } from '#language';
import type { LibraryClause } from '../clause/index.ts';
import type { Library } from '../library.ts';

/** What the applicant says of facts that nobody has: by the name of the fact, as text with its unit. */
export const Stated = z
  .record(z.string().min(1).max(60), z.string().trim().min(1).max(60))
  .refine((each) => Object.keys(each).length <= 40, '一次最多填 40 项');
export type Stated = z.infer<typeof Stated>;

const FORMS: Partial<Record<FactDeclaration['type'], { readonly form: RegExp; readonly like: string }>> = {
  money: { form: /^\d{1,12}(\.\d{1,6})?(元|万元|亿元)$/, like: '金额带单位，如 320万元' },
  percent: { form: /^\d{1,3}(\.\d{1,4})?%$/, like: '百分比，如 3.5%' },
  number: { form: /^\d{1,12}(\.\d{1,6})?$/, like: '数字' },
  date: { form: /^\d{4}-\d{2}-\d{2}$/, like: '日期，如 2026-05-01' },
  boolean: { form: /^[是否]$/, like: '是或否' },
};

/** Only what is missing may be stated, and only what the clause reads: nobody overrides a department. */
export function statedFacts(library: Library, each: LibraryClause, known: Facts, stated: Stated): Facts {
  return Object.fromEntries(
    Object.entries(stated).map(([name, text]) => {
      const declared = library.facts.find((one) => one.name === name);
      const has = known[name] !== null && known[name] !== undefined;
      if (!declared || has || !each.reads.includes(name))
        throw refuse({
          code: 'claims.stated',
          kind: 'invalid',
          what: has ? `“${name}”已有部门数据，不能在申领时改` : `这条政策不需要“${name}”`,
          todo: has ? '数据不对的，请在“企业空间”里提出异议' : '请刷新后重新填写',
        });
      return [name, readStated(declared, text)];
    }),
  );
}

function readStated(declared: FactDeclaration, text: string): boolean | number | string {
  const { name, type, unit, titles } = declared;
  if (titles) return codeStated(name, titles, text);
  const folded = text.normalize('NFKC').replaceAll(/[\s,]/g, '');
  const plain = type === 'number' && unit && folded.endsWith(unit) ? folded.slice(0, -unit.length) : folded;
  const wanted = FORMS[type];
  if (wanted && !wanted.form.test(plain))
    throw refuse({
      code: 'claims.stated',
      kind: 'invalid',
      what: `“${name}”填得不对：${text}`,
      todo: `请填${wanted.like}`,
    });
  if (type === 'boolean') return plain === '是';
  return type === 'number' ? Number(plain) : plain;
}

/** People give a code by its title. */
function codeStated(name: string, titles: Titles, text: string): string {
  const said = text.trim();
  const code = titles.has(said) ? said : [...titles].find(([, title]) => title === said)?.[0];
  if (code !== undefined) return code;
  throw refuse({
    code: 'claims.stated',
    kind: 'invalid',
    what: `“${name}”填得不对：${text}`,
    todo: `请填代码表里的名称，如 ${[...titles.values()].slice(0, 3).join('、')}`,
  });
}

/** A fact as people read it. */
export function shownFact(declared: Pick<FactDeclaration, 'type' | 'unit' | 'titles'>, value: unknown): string {
  const { type, unit = '', titles } = declared;
  if (Array.isArray(value)) return value.map((each) => shownFact(declared, each)).join('、');
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (type === 'money' && typeof value === 'number') return formatMoney(money(value));
  if (type === 'percent' && typeof value === 'number') return `${Number((value * 100).toFixed(4))}%`;
  if (titles && typeof value === 'string') return titleOf(titles, value);
  return `${value}${type === 'number' ? unit : ''}`;
}

/** The facts of a decision as they stood, as people read them; what was not known says so. */
export function shownFacts(
  library: Library,
  decision: Readonly<Record<string, unknown>>,
): { name: string; value: string; stated: boolean }[] {
  const facts = (decision.facts ?? {}) as Facts;
  const stated = Array.isArray(decision.stated) ? decision.stated : [];
  return Object.entries(facts).map(([name, value]) => {
    const declared = library.facts.find((each) => each.name === name);
    const known = value !== null && value !== undefined;
    const shown = known && declared ? shownFact(declared, value) : known ? String(value) : '未知';
    return { name, value: shown, stated: stated.includes(name) };
  });
}
