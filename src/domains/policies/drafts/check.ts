import { z } from 'zod';
import { type Call, dayOf, type Money, money, toInstant } from '#kernel';
import { parseExpression } from '#language';
import { Clause, compileClause } from '../clause/index.ts';
import type { Library } from '../library.ts';
import { decideClause } from '../match/decide.ts';
import type { PolicyPorts } from '../ports.ts';

export const DiagnosticView = z.object({
  code: z.string(),
  message: z.string(),
  start: z.number(),
  end: z.number(),
  severity: z.enum(['error', 'warning', 'info']),
  suggestion: z.string().optional(),
});

/** What is wrong with one text, where, and what to write instead. */
export function checkText({ catalogue }: Library, text: string, expects: 'boolean' | 'money') {
  const result = parseExpression(text, catalogue, expects === 'boolean' ? { expects } : {});
  const found = result.ok ? result.expression.diagnostics : result.diagnostics;
  return { ok: result.ok, diagnostics: found.map((each) => ({ ...each })) };
}

/** As much of a clause as it takes to count who would get it. */
export const Trial = Clause.pick({ conditions: true, amount: true });
export type Trial = z.infer<typeof Trial>;

export const Tried = z.object({
  yes: z.number().nullable().describe('可享；null 为不足十户，隐去'),
  unknown: z.number().nullable(),
  no: z.number(),
  fen: z.number().nullable().describe('合计金额'),
  people: z.number(),
  ms: z.number().optional(),
});

/** Fewer than this could point at one firm. */
const FEW = 10;
const hidden = (count: number): number | null => (count > 0 && count < FEW ? null : count);

/** Who would get it, counted over everyone as they are known today; small counts stay hidden. */
export async function tryClause(ports: PolicyPorts, call: Call, trial: Trial): Promise<z.infer<typeof Tried>> {
  const { catalogue } = await ports.library(call.tenant);
  const clause = { ...BLANK, ...trial };
  const result = compileClause(clause, catalogue);
  if (!result.ok) return { yes: 0, unknown: 0, no: 0, fen: 0, people: 0 };
  const day = dayOf(toInstant(call.now));
  const count = { yes: 0, unknown: 0, no: 0 };
  let [sum, people]: [Money, number] = [money(0), 0];
  for await (const block of ports.population.blocks(call.tenant))
    for (const { facts } of block) {
      const { outcome, amount } = decideClause(result.compiled, facts, day);
      count[outcome] += 1;
      people += 1;
      sum = money(sum + (amount ?? 0));
    }
  const yes = hidden(count.yes);
  return { yes, unknown: hidden(count.unknown), no: count.no, people, fen: yes === null ? null : sum };
}

const BLANK: Clause = {
  clause: 'trial',
  article: '试算',
  title: '试算',
  kind: 'subsidy',
  text: '试算',
  plain: '试算',
  mode: 'reviewed',
  owner: 'trial',
  per: 'year',
  materials: [],
  chain: [],
  excludes: [],
  conditions: [],
  amount: { kind: 'none', words: '' },
  sample: {},
  cases: [],
};
