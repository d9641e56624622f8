import { z } from 'zod';
import { compileRules, ROW_UNKNOWN, ROW_YES } from '#engines/rules';
import { type Call, dayOf, operation, toInstant } from '#kernel';
import { sightOf } from '../claims/sight.ts';
import { clauseOf } from '../claims/views.ts';
import { programOn, ruleSetOf } from '../clause/index.ts';
import type { PolicyPorts } from '../ports.ts';
import { withPlace, withSight } from './standings.ts';

const Input = z.strictObject({
  clause: z.string().min(1).max(64),
  step: z.enum(['eligible', 'possible', 'told', 'mailed', 'unmailed', 'read']),
  after: z.string().max(40).default('').describe('上一页的 next'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
type Input = z.infer<typeof Input>;
type Named = { readonly id: string; readonly name: string };
type Page = { readonly items: readonly Named[]; readonly next?: string };

/** The doors behind the figures of the reach. */
export const reachedOperation = (ports: PolicyPorts) =>
  operation({
    id: 'policies.reached',
    method: 'GET',
    path: '/api/clauses/{clause}/reach/{step}',
    title: '触达的每个数是哪些企业：可享、可能、已告知、邮件送达、邮件未送达、已读',
    permission: 'policies.read',
    input: Input,
    output: z.object({ items: z.array(z.object({ id: z.string(), name: z.string() })), next: z.string().optional() }),
    handle: async (call, input) => {
      const { items, next } = await pageOf(ports, call, input);
      return { items: [...items], ...(next === undefined ? {} : { next }) };
    },
  });

async function pageOf(ports: PolicyPorts, call: Call, input: Input): Promise<Page> {
  const { clause, step, after, limit } = input;
  const each = await clauseOf(ports, call, clause);
  const sight = await sightOf(ports, call);
  if (step === 'eligible' || step === 'possible') return countedNow(ports, call, input, each, sight.regions);
  const found = await ports.matches.reached(call.tenant, { clause, step, ...sight, after, limit: limit + 1 });
  const items = found.slice(0, limit);
  return { items, ...(found.length > limit && { next: items.at(-1)?.id ?? '' }) };
}

/** Who they are is worked out over everyone, as their number is. */
async function countedNow(
  ports: PolicyPorts,
  { tenant, now }: Call,
  { clause, step, after, limit }: Input,
  { policy, book }: Awaited<ReturnType<typeof clauseOf>>,
  regions: readonly string[] | undefined,
): Promise<Page> {
  const set = ruleSetOf(policy);
  const rules = set.rules
    .filter((each) => each.id === clause)
    .map(({ parts: _, amount: __, ...rule }) => ({
      ...rule,
      condition: withSight(regions, withPlace(policy.regions, rule.condition)),
    }));
  const compiled = compileRules([{ ...set, rules }], book.facts);
  if (!compiled.ok) return { items: [] };
  const { byRule, idAt } = await ports.population.answers(tenant, programOn(compiled.book, dayOf(toInstant(now))));
  const [answers = new Uint8Array()] = byRule;
  const wanted = step === 'eligible' ? ROW_YES : ROW_UNKNOWN;
  const rows: number[] = [];
  for (let row = Number(after) || 0; row < answers.length && rows.length <= limit; row += 1)
    if (answers[row] === wanted) rows.push(row);
  const items = await ports.population.named(tenant, rows.slice(0, limit).map(idAt));
  const next = rows[limit];
  return { items, ...(next !== undefined && { next: String(next) }) };
}
