import { z } from 'zod';
import type { Inputs, MatterState } from '#engines/matters';
import { type AnyOperation, type Call, dayOf, operation, refuse, toInstant } from '#kernel';
import type { EnterprisePorts } from './enterprise-ports.ts';
import type { Correction } from './ports.ts';
import { seen, showingOf } from './record-operations.ts';
import { mustDiffer, stateFacts } from './stated-value.ts';
import { shownValue } from './views.ts';

/** 数据异议: what an enterprise says is wrong goes as a matter to the unit that answers for it. */
export function disputeOperations(ports: EnterprisePorts) {
  return [
    operation({
      id: 'facts.dispute',
      method: 'POST',
      path: '/api/enterprise-records/{id}/facts/{key}/dispute',
      title: '对一项数据提出异议，由归口单位核实',
      permission: 'signed-in',
      input: z.object({
        id: z.string().min(18).max(18),
        key: z.string().max(60),
        claimed: z.string().trim().min(1).max(200).describe('企业认为应为多少'),
        reason: z.string().trim().min(2).max(2000),
      }),
      output: z.object({ id: z.string(), number: z.string() }),
      handle: async (call, { id, key, claimed, reason }) => {
        const { region } = await seen(ports, call, id);
        const showing = showingOf(ports);
        const fact = showing.catalogue.byKey.get(key);
        if (!fact) throw refuse({ code: 'facts.none', kind: 'not-found', what: `事实目录里没有“${key}”` });
        const known = (await ports.reader.facts(call, id)).find((each) => each.key === key);
        const shown = known && shownValue(fact, known.value, showing);
        if (fact.derived) throw workedOut(fact.name);
        const todo = '没有错就不用提；来源或日期有误的，请在“依据”里说明并写明应为的数据';
        mustDiffer(ports.vocabulary(), showing, {
          key,
          written: claimed,
          todo,
          now: call.now,
          ...(shown && { shown }),
        });
        await mustBeFirst(ports, call, id, key);
        const unit = ports.unitOf(fact.owner);
        return ports.disputes.open(call, {
          enterprise: id,
          ...(region && { region }),
          ...(unit && { unit }),
          fields: {
            title: `${fact.name}有误`,
            fact: key,
            shown: shown ?? '没有数据',
            origin: known?.source ? `${known.source.title}（${known.source.asOf}）` : '',
            claimed,
            body: reason,
          },
        });
      },
    }),
  ] satisfies readonly AnyOperation[];
}

const workedOut = (name: string) =>
  refuse({
    code: 'facts.worked-out',
    kind: 'invalid',
    what: `“${name}”是系统按规则算出来的`,
    todo: '请对它所依据的数据提出异议，更正后会自动重算',
  });

async function mustBeFirst({ disputes }: EnterprisePorts, { tenant }: Call, id: string, key: string): Promise<void> {
  const before = await disputes.underWay(tenant, id, key);
  if (!before) return;
  throw refuse({
    code: 'facts.disputed',
    kind: 'conflict',
    what: `这项数据的异议${before.number}正在核实`,
    why: '同一项数据一次只核实一件',
    todo: `要补充的，请在 ${before.number} 里上传材料`,
  });
}

export const DISPUTE_CHECKS = ['correction-differs'] as const;

/** The loop names it: a correction that is no value of its fact, or what stands already, cannot end the dispute. */
export const correctionDiffers =
  (ports: Pick<EnterprisePorts, 'facts' | 'vocabulary' | 'precedence'>) =>
  async ({ settled }: Inputs, { call, state }: { readonly call: Call; readonly state: MatterState }) => {
    const key = String(state.fields.fact ?? '');
    const showing = showingOf(ports);
    const fact = showing.catalogue.byKey.get(key);
    if (!fact || !state.enterprise || typeof settled !== 'string') return;
    const records = await ports.facts.records(call.tenant, [state.enterprise], [fact.name]);
    const value = records.get(state.enterprise)?.[fact.name];
    const todo = '确实没有错的，请选“数据无误，维持”';
    const stands = value === undefined ? {} : { shown: shownValue(fact, value, showing) };
    mustDiffer(ports.vocabulary(), showing, { key, written: settled, todo, now: call.now, ...stands });
  };

/** Puts decided corrections into effect; size, tags and whatever else rests on the fact follow. @returns how many */
export async function applyCorrections(ports: EnterprisePorts, tenant: string, now: number): Promise<number> {
  const due = await ports.disputes.corrections(tenant, 50);
  for (const each of due) await applyOne(ports, tenant, each, now);
  return due.length;
}

async function applyOne(ports: EnterprisePorts, tenant: string, correction: Correction, now: number): Promise<void> {
  const { key, written, number, unit, closedAt, matter, enterprise } = correction;
  await stateFacts(ports, tenant, now, {
    enterprise,
    facts: { [key]: written },
    source: {
      kind: 'correction',
      department: ports.vocabulary().catalogue.byKey.get(key)?.owner,
      unit,
      title: `数据异议核实（${number}）`,
      asOf: dayOf(toInstant(closedAt)),
      observedAt: closedAt,
      importId: matter,
    },
  });
}
