import { z } from 'zod';
import { compileRules } from '#engines/rules';
import { type AnyOperation, type Call, dayOf, operation, toInstant } from '#kernel';
import { programOn } from '../clause/index.ts';
import { standingOf } from '../match/decide.ts';
import type { PolicyPorts } from '../ports.ts';
import { chainFirmsOperation } from './firms-operation.ts';
import { linkRule, linkRuleId } from './link-rules.ts';
import { packagesOf } from './package.ts';

const Brief = z.object({ clause: z.string(), title: z.string(), policy: z.string(), amount: z.string() });

const ChainsView = z.object({
  source: z.string().optional(),
  assumed: z.boolean(),
  general: z.number().describe('不分产业链、各链都可享的条款数'),
  stages: z.array(z.object({ stage: z.string(), plain: z.string() })),
  chains: z.array(
    z.object({
      chain: z.string(),
      gaps: z.number().describe('没有专门条款的环节数'),
      clauses: z.number(),
      links: z.array(
        z.object({
          link: z.string(),
          firms: z.number().describe('这个环节的企业户数'),
          broad: z.number().describe('行业代码只到大类的企业，大类与环节相符的户数'),
          gap: z.boolean(),
          cells: z.array(z.object({ stage: z.string(), clauses: z.array(Brief) })),
        }),
      ),
    }),
  ),
});

type Firms = { readonly firms: number; readonly broad: number };
const NOBODY: Firms = { firms: 0, broad: 0 };

/** How many firms work in each link, by their industry; of whom only the division is known is counted apart. */
async function firmsIn(ports: PolicyPorts, call: Call): Promise<(chain: string, link: string) => Firms> {
  const rules = ports.chains.chains.flatMap(({ chain, links }) =>
    links.flatMap((each) => [linkRule(chain, each, false), linkRule(chain, each, true)]),
  );
  const { facts } = await ports.library(call.tenant);
  const compiled = compileRules([{ id: 'chains', rules }], facts);
  if (!compiled.ok || rules.length === 0) return () => NOBODY;
  const program = programOn(compiled.book, dayOf(toInstant(call.now)));
  const { totals } = await ports.population.totals(call.tenant, program);
  const counts = new Map(totals.map((each) => [each.rule, each.yes]));
  const of = (chain: string, link: string): Firms => ({
    firms: counts.get(linkRuleId(chain, link, false)) ?? 0,
    broad: counts.get(linkRuleId(chain, link, true)) ?? 0,
  });
  return of;
}

/** 一链一政策包. */
export function chainOperations(ports: PolicyPorts) {
  return [
    operation({
      id: 'policies.chains',
      method: 'GET',
      path: '/api/policy-chains',
      title: '一链一政策包：各产业链按环节、按企业阶段有哪些条款，缺哪些',
      permission: 'policies.read',
      input: z.strictObject({}),
      output: ChainsView,
      handle: async (call) => {
        const day = dayOf(toInstant(call.now));
        const { clauses } = await ports.library(call.tenant);
        const open = clauses.filter((each) => standingOf(each.policy, each.clause, day) === 'open');
        const firms = await firmsIn(ports, call);
        const { source, assumed, stages } = ports.chains;
        return {
          ...(source ? { source } : {}),
          assumed: assumed ?? false,
          general: open.filter((each) => each.clause.chain.length === 0).length,
          stages,
          chains: packagesOf(ports.chains, open).map(({ chain, links, clauses: own }) => ({
            chain,
            clauses: own.length,
            gaps: links.filter((each) => each.gap).length,
            links: links.map(({ link, gap, cells }) => ({
              link,
              gap,
              ...firms(chain, link),
              cells: cells.map((cell) => ({
                stage: cell.stage,
                clauses: cell.clauses.map(({ clause, policy }) => ({
                  clause: clause.clause,
                  title: clause.title,
                  policy: policy.policy,
                  amount: clause.plain,
                })),
              })),
            })),
          })),
        };
      },
    }),
    chainFirmsOperation(ports),
  ] satisfies readonly AnyOperation[];
}
