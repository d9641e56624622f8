import { type FundPorts, promiseFunds } from '#domains/funds';
import type { PolicyPorts } from '#domains/policies';
import { isRefusal } from '#kernel';

const HELD = new Set(['funds.twice']);

/**
 * What policy work approved, the books promise: out of the line of that policy and year. A policy without a line stays
 * approved and unpaid until finance opens one; a promise made before is left as it is.
 */
export function policyPayments(funds: FundPorts): PolicyPorts['payments'] {
  return {
    commit: async (call, { policy, clause, period, enterprise, amount, title, payee }) => {
      const year = Number(/^\d{4}/.exec(period)?.[0] ?? new Date(call.now).getUTCFullYear());
      const line = (await funds.store.listLines(call.tenant, year)).find((each) => each.policy === policy);
      if (!line) return false;
      try {
        await promiseFunds(funds, call, {
          line: line.id,
          key: { policyVersion: clause, enterprise, period },
          payee,
          purpose: title,
          amount,
          exclusion: clause,
        });
      } catch (error) {
        if (!isRefusal(error)) throw error;
        return HELD.has(error.code);
      }
      return true;
    },
  };
}
