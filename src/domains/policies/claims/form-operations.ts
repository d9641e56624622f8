import { z } from 'zod';
import { type AnyOperation, type Call, dayOf, formatMoney, isRefusal, operation, toInstant } from '#kernel';
import type { LibraryClause } from '../clause/index.ts';
import type { Library } from '../library.ts';
import { decideClause } from '../match/decide.ts';
import type { KnownEnterprise, PolicyPorts } from '../ports.ts';
import { mustBeClaimable } from './apply.ts';
import { boundsOf, roomIn, scopeOf } from './bounds.ts';
import { periodOf } from './period.ts';
import { shownFact } from './stated.ts';
import { clauseOf, Id, notYours } from './views.ts';

const FormFact = z.object({
  name: z.string(),
  type: z.enum(['boolean', 'number', 'money', 'percent', 'string', 'code', 'date']),
  unit: z.string().optional(),
  options: z.array(z.string()).optional().describe('代码类：可选的名称，太多时不列'),
  value: z.string().optional().describe('已有的，按人读的样子'),
  source: z.string().optional(),
  day: z.string().optional(),
  sure: z.boolean().describe('部门确认的'),
});

/** Longer lists are typed, not picked from. */
const MOST_OPTIONS = 40;

/** 预填: what is known stands there with who said it and when; only what is missing is asked for. */
export const formOperations = (ports: PolicyPorts) =>
  [
    operation({
      id: 'claims.form',
      method: 'GET',
      path: '/api/clauses/{clause}/claim-form',
      title: '申领表：数据已经填好，只问缺的',
      permission: 'policies.own',
      input: z.strictObject({ clause: Id }),
      output: z.object({
        clause: Id,
        title: z.string(),
        plain: z.string(),
        mode: z.string(),
        outcome: z.enum(['yes', 'no', 'unknown']),
        atOnce: z.boolean().describe('提交后当场出结果'),
        amount: z.string().optional(),
        ahead: z.string().optional().describe('预拨比例'),
        facts: z.array(FormFact),
        missing: z.array(FormFact),
        materials: z.array(z.string()),
        closed: z.string().optional().describe('现在不能申领的原因'),
      }),
      handle: async (call, { clause }) => {
        const each = await clauseOf(ports, call, clause);
        const enterprise = await ports.population.find(call.tenant, call.actor.enterprise ?? '');
        if (!enterprise) throw notYours();
        return formOf(ports, call, each, enterprise);
      },
    }),
  ] satisfies readonly AnyOperation[];

async function formOf(ports: PolicyPorts, call: Call, each: LibraryClause, enterprise: KnownEnterprise) {
  const { clause } = each;
  const library = await ports.library(call.tenant);
  const { outcome, amount, amountMissing } = decideClause(each, enterprise.facts, dayOf(toInstant(call.now)));
  const facts = each.reads.flatMap((name) => factOf(library, enterprise, name) ?? []);
  const closed = await whyClosed(ports, call, library, each, enterprise);
  const settled = outcome === 'no' || (outcome === 'yes' && amountMissing.length === 0);
  return {
    clause: clause.clause,
    title: clause.title,
    plain: clause.plain,
    mode: clause.mode,
    outcome,
    atOnce: clause.mode === 'instant' && settled && facts.every((fact) => fact.value === undefined || fact.sure),
    ...(amount === undefined ? {} : { amount: formatMoney(amount) }),
    ...(clause.mode === 'advance' ? { ahead: clause.ahead ?? '100%' } : {}),
    facts: facts.filter((fact) => fact.value !== undefined),
    missing: facts.filter((fact) => fact.value === undefined),
    materials: [...clause.materials],
    ...(closed ? { closed } : {}),
  };
}

/** Told before anybody fills it in: not open today, had already, no place left. */
async function whyClosed(
  ports: PolicyPorts,
  call: Call,
  library: Library,
  each: LibraryClause,
  enterprise: KnownEnterprise,
): Promise<string | undefined> {
  const day = dayOf(toInstant(call.now));
  try {
    mustBeClaimable(each, enterprise, day);
  } catch (error) {
    if (isRefusal(error)) return error.message;
    throw error;
  }
  const bounds = boundsOf(library, each, periodOf(each.clause.per, day), call.now);
  const room = roomIn(bounds, await ports.claims.standing(call.tenant, scopeOf(bounds, enterprise.id)));
  return isRefusal(room) ? room.message : undefined;
}

function factOf(
  library: Library,
  { facts, sources = [], unsure = [] }: KnownEnterprise,
  name: string,
): z.infer<typeof FormFact> | undefined {
  const declared = library.facts.find((each) => each.name === name);
  if (!declared) return undefined;
  const value = facts[name];
  const said = sources.find((each) => each.fact === name);
  return {
    name,
    type: declared.type,
    sure: !unsure.includes(name),
    ...(declared.unit ? { unit: declared.unit } : {}),
    ...(declared.titles && declared.titles.size <= MOST_OPTIONS ? { options: [...declared.titles.values()] } : {}),
    ...(value === null || value === undefined ? {} : { value: shownFact(declared, value) }),
    ...(said ? { source: said.source, day: said.day } : {}),
  };
}
