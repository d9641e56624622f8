import { z } from 'zod';
import { PLACE } from '#engines/registry';
import { compileRules, type RuleTotal } from '#engines/rules';
import { type Call, dayOf, refuse, toInstant } from '#kernel';
import type { FactDeclaration } from '#language';
import { sightOf } from '../claims/sight.ts';
import { type LibraryPolicy, programOn, ruleSetOf } from '../clause/index.ts';
import type { PolicyPorts } from '../ports.ts';
import { withPlace, withSight } from './standings.ts';

const Part = z.object({ code: z.string().nullable(), title: z.string(), count: z.number(), fen: z.number() });
type Part = z.infer<typeof Part>;

export const ReachView = z.object({
  clause: z.string(),
  title: z.string(),
  eligible: z.number().describe('按现有数据符合条件的户数'),
  possible: z.number().describe('缺数据、可能符合的户数'),
  expected: z.number().describe('符合的合计金额（分）'),
  told: z.number(),
  mailed: z.number().describe('邮件已送达对方邮箱服务器'),
  unmailed: z.number().describe('邮件没有送达：被退回或没有连上，会再试几次'),
  read: z.number(),
  claimed: z.number(),
  approved: z.number(),
  sum: z.number().describe('已批准（分）'),
  paid: z.number().describe('钱已到账的户数'),
  paidSum: z.number().describe('已到账（分）'),
  regions: z.array(Part),
  sizes: z.array(Part),
});
export type ReachView = z.infer<typeof ReachView>;

const SIZE = '企业规模';

/** The policy's rules with the places that it is limited to, and those that the reader sees, as conditions. */
function programOf(
  { policy }: LibraryPolicy,
  facts: readonly FactDeclaration[],
  call: Call,
  regions: readonly string[] | undefined,
) {
  const set = ruleSetOf(policy);
  const rules = set.rules.map(({ parts: _, ...rule }) => ({
    ...rule,
    condition: withSight(regions, withPlace(policy.regions, rule.condition)),
  }));
  const compiled = compileRules([{ ...set, rules }], facts);
  return compiled.ok ? programOn(compiled.book, dayOf(toInstant(call.now))) : undefined;
}

/** How far each clause of a policy came: who could have it, who was told, read, claimed, got it, and where they are. */
export async function reachOf(ports: PolicyPorts, call: Call, id: string): Promise<readonly ReachView[]> {
  const library = await ports.library(call.tenant);
  const found = library.policy(id);
  if (!found)
    throw refuse({ code: 'policies.not-found', kind: 'not-found', what: '没有这件政策', todo: '请从政策列表里选' });
  const { regions } = await sightOf(ports, call);
  const program = programOf(found, library.facts, call, regions);
  const counted = program && (await ports.population.totals(call.tenant, program, [PLACE, SIZE]));
  const byRule = new Map(counted?.totals.map((each) => [each.rule, each]));
  const marks = found.clauses.map((each) => each.clause.clause);
  const told = await ports.matches.reach(call.tenant, marks, regions);
  return told.map(({ clause, ...counts }) => {
    const total = byRule.get(clause);
    return {
      ...counts,
      clause,
      title: library.clause(clause)?.clause.title ?? clause,
      eligible: total?.yes ?? 0,
      possible: total?.unknown ?? 0,
      expected: Number(total?.amount ?? 0n),
      regions: partsOf(total, 0, (code) => ports.title('region', code)),
      sizes: partsOf(total, 1, (code) => ports.title('scale', code)),
    };
  });
}

/** Added up over the other side of the grouping, the largest first. */
function partsOf(total: RuleTotal | undefined, side: 0 | 1, nameOf: (code: string) => string | undefined): Part[] {
  const groups = Map.groupBy(total?.groups ?? [], ({ key }) => key[side] ?? null);
  const parts = [...groups].map(([code, of]) => ({
    code,
    title: code === null ? '未知' : (nameOf(code) ?? code),
    count: of.reduce((sum, each) => sum + each.count, 0),
    fen: of.reduce((sum, each) => sum + Number(each.amount), 0),
  }));
  return parts.toSorted((a, b) => b.count - a.count);
}
