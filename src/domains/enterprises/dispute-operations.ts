import { z } from 'zod';
import { cellReader, packedRow } from '#engines/registry';
import { type AnyOperation, dayOf, operation, refuse, toInstant } from '#kernel';
import type { EnterprisePorts } from './enterprise-ports.ts';
import { codesFor } from './list-lookup.ts';
import type { Correction } from './ports.ts';
import { seen, showingOf } from './record-operations.ts';
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
        const shown = known
          ? shownValue(fact, fact.type === 'percent' ? String(known.value) : known.value, showing)
          : '没有数据';
        const unit = ports.unitOf(fact.owner);
        return ports.disputes.open(call, {
          enterprise: id,
          ...(region && { region }),
          ...(unit && { unit }),
          fields: {
            title: `${fact.name}有误`,
            fact: key,
            shown,
            origin: known?.source ? `${known.source.title}（${known.source.asOf}）` : '',
            claimed,
            body: reason,
          },
        });
      },
    }),
  ] satisfies readonly AnyOperation[];
}

/** Puts decided corrections into effect; size, tags and whatever else rests on the fact follow. @returns how many */
export async function applyCorrections(ports: EnterprisePorts, tenant: string, now: number): Promise<number> {
  const due = await ports.disputes.corrections(tenant, 50);
  for (const each of due) await applyOne(ports, tenant, each, now);
  return due.length;
}

async function applyOne(ports: EnterprisePorts, tenant: string, correction: Correction, now: number): Promise<void> {
  const { catalogue, lists, sections } = ports.vocabulary();
  const fact = catalogue.byKey.get(correction.key);
  const codes = fact?.codeList ? { codes: codesFor(fact, lists, sections) } : {};
  const value = fact ? cellReader(fact, { ...codes, today: dayOf(toInstant(now)) })(correction.written) : null;
  const readable = fact && typeof value === 'string';
  // A value that cannot be read is kept as decided without effect: it must not be tried for ever.
  const source = await ports.facts.newSource(tenant, {
    kind: 'correction',
    department: fact?.owner,
    unit: correction.unit,
    title: readable
      ? `数据异议核实（${correction.number}）`
      : `数据异议核实（${correction.number}），写法无法识别：${correction.written}`,
    asOf: dayOf(toInstant(correction.closedAt)),
    observedAt: correction.closedAt,
    importId: correction.matter,
  });
  if (readable)
    await ports.facts.merge(tenant, {
      source,
      keys: [fact.key],
      rows: [packedRow(correction.enterprise, [value])],
      now,
    });
}
