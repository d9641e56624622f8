import { changeItem, type FundPorts, getItem, promiseFunds } from '#domains/funds';
import type { Payments, PolicyPorts } from '#domains/policies';
import { type Call, dayOf, isRefusal, toInstant } from '#kernel';

/** Of these the next claim of the same clause would be told the same. */
const WAITS = new Set(['ledger.short', 'funds.no-line']);

/**
 * What policy work approved, the books promise: out of the line of that clause or its policy, and year. A policy without
 * a line, or without enough in it, stays approved and says why; a promise made before is found again.
 */
export function policyPayments(funds: FundPorts): PolicyPorts['payments'] {
  return {
    commit: async ({ idempotencyKey: _, ...call }, item) => {
      const { document, clause, period, enterprise, amount, title, payee, group, advance } = item;
      const line = await lineFor(funds, call, item);
      if (!line) return { refused: `《${document}》还没有 ${yearOf(call, period)} 年的预算`, wait: true };
      const key = { policyVersion: clause, enterprise, period };
      try {
        const promised = { line: line.id, key, payee, purpose: title, amount, advance, exclusion: group ?? clause };
        return { item: (await promiseFunds(funds, call, promised)).id };
      } catch (error) {
        if (!isRefusal(error)) throw error;
        const before = error.code === 'funds.twice' ? await funds.store.findByKey(call.tenant, key) : undefined;
        return before ? { item: before.id } : { refused: error.parts.what, wait: WAITS.has(error.code) };
      }
    },
    lineOf: async (call, of) => {
      const line = await lineFor(funds, call, of);
      if (!line) return undefined;
      const { id, title, year, policy } = line;
      const own = await Promise.all(of.clauses.map((clause) => funds.store.findLineOf(call.tenant, clause, year)));
      // A clause with a line of its own is not paid from its policy's.
      const clauses = policy === of.clause ? [of.clause] : of.clauses.filter((_, nth) => !own[nth]);
      return { line: id, title, year, clauses };
    },
    settle: async ({ idempotencyKey: _, ...call }, { item, final, note }) => {
      const found = await getItem(funds, call, item);
      // Settled before, by a call that died on its way back to the claim.
      if (!found.advance) return;
      await changeItem(funds, call, { item: found, act: 'finalise', amount: final, note });
    },
  };
}

/** The clause's own line, else the policy's; of the year of the period, else of this year. */
async function lineFor(
  { store }: FundPorts,
  call: Call,
  { clause, policy, period }: Pick<Parameters<Payments['commit']>[1], 'clause' | 'policy' | 'period'>,
) {
  const years = [...new Set([yearOf(call, period), yearOf(call, '')])];
  for (const year of years)
    for (const name of [clause, policy]) {
      const line = await store.findLineOf(call.tenant, name, year);
      if (line) return line;
    }
  return undefined;
}

const yearOf = ({ now }: Call, period: string): number =>
  Number((/^\d{4}/.exec(period)?.[0] ?? dayOf(toInstant(now))).slice(0, 4));
