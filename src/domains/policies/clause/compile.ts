import { type Catalogue, type Diagnostic, type Expression, namesIn, parseExpression } from '#language';
import { amountExpression } from './amount.ts';
import type { Clause, Condition } from './schema.ts';

export type CompiledCondition = Condition & { readonly id: string; readonly expression: Expression };

/** A clause whose texts were read against the fact catalogue: plain data, evaluated as often as one likes. */
export type CompiledClause = {
  readonly clause: Clause;
  readonly conditions: readonly CompiledCondition[];
  readonly amount?: Expression;
  /** Every fact it reads, each once: what makes it change when a fact changes. */
  readonly reads: readonly string[];
};

/** What does not compile, with the place inside the clause. */
export type ClauseProblem = { readonly path: readonly (string | number)[]; readonly diagnostic: Diagnostic };

export type Compiled =
  | { readonly ok: true; readonly compiled: CompiledClause; readonly remarks: readonly ClauseProblem[] }
  | { readonly ok: false; readonly problems: readonly ClauseProblem[] };

/** Always known: the day for which it is asked. */
export const ASKED_DAY = '评价日';

/** Reads every text of a clause; nothing is guessed, a unit that does not fit does not compile. */
export function compileClause(clause: Clause, catalogue: Catalogue): Compiled {
  const problems: ClauseProblem[] = [];
  const remarks: ClauseProblem[] = [];
  const read = (text: string, path: ClauseProblem['path'], expects: 'boolean' | 'money'): Expression | undefined => {
    const options = expects === 'boolean' ? { expects } : {};
    const result = parseExpression(text, catalogue, options);
    const found = result.ok ? result.expression.diagnostics : result.diagnostics;
    for (const diagnostic of found) (diagnostic.severity === 'error' ? problems : remarks).push({ path, diagnostic });
    if (result.ok && expects === 'money') problems.push(...notMoney(result.expression, path));
    return result.ok ? result.expression : undefined;
  };
  const conditions = clause.conditions.flatMap((each, at) => {
    const expression = read(each.when, ['conditions', at, 'when'], 'boolean');
    return expression ? [{ ...each, id: each.id ?? `c${at + 1}`, expression }] : [];
  });
  const text = amountExpression(clause.amount);
  const amount = text === undefined ? undefined : read(text, ['amount'], 'money');
  if (problems.length > 0) return { ok: false, problems };
  const all = [...conditions.map((each) => each.expression), ...(amount ? [amount] : [])];
  const reads = [...new Set(all.flatMap(namesIn))];
  return { ok: true, remarks, compiled: { clause, conditions, reads, ...(amount ? { amount } : {}) } };
}

function notMoney({ root, source }: Expression, path: ClauseProblem['path']): readonly ClauseProblem[] {
  const { type } = root;
  if (type.kind === 'any' || (type.kind === 'number' && type.dimension === '元')) return [];
  const message = '金额公式算出来的不是金额，请核对单位';
  return [
    { path, diagnostic: { code: 'not-money', message, start: 0, end: source.length, severity: 'error' as const } },
  ];
}
