import { z } from 'zod';
import { CODE_COLUMN, type FactCatalogue, lineOf, nearestNames } from '#engines/registry';
import { dayOf, operation, refuse, toInstant } from '#kernel';
import type { EnterprisePorts } from './enterprise-ports.ts';
import { mustBeOwn, PERMISSION, SourceInput } from './import-shared.ts';
import type { RowFault } from './ports.ts';
import { type ReadRow, rowReader } from './row-reader.ts';

/** 接口报送: up to 2,000 enterprises at once, read by the same rules as a file. */
export const statementOperation = (ports: EnterprisePorts) =>
  operation({
    id: 'facts.state',
    method: 'POST',
    path: '/api/facts/statements',
    title: '接口报送企业数据：逐条校验，有错的退回，其余入库',
    permission: PERMISSION,
    bodyLimit: 16 * 1024 * 1024,
    input: z.object({
      source: SourceInput,
      dryRun: z.boolean().default(false),
      rows: z
        .array(
          z.object({
            id: z.string().max(40),
            facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
          }),
        )
        .min(1)
        .max(2000),
    }),
    output: z.object({
      added: z.number(),
      changed: z.number(),
      same: z.number(),
      cells: z.number(),
      rivals: z.number(),
      faults: z.array(
        z.object({
          row: z.number(),
          id: z.string(),
          faults: z.array(z.object({ column: z.string(), why: z.string(), todo: z.string() })),
        }),
      ),
    }),
    handle: async (call, { source, dryRun, rows }) => {
      mustBeOwn(ports, call, source);
      const { catalogue } = ports.vocabulary();
      const said = [...new Set(rows.flatMap((each) => Object.keys(each.facts)))];
      const [names, odd] = [
        said.filter((key) => catalogue.byKey.has(key)),
        said.filter((key) => !catalogue.byKey.has(key)),
      ];
      const columns = [{ heading: CODE_COLUMN, key: CODE_COLUMN }, ...names.map((key) => ({ heading: key, key }))];
      const reader = rowReader(columns, ports.vocabulary(), dayOf(toInstant(call.now)));
      if (reader.keys.length === 0 && odd.length === 0)
        throw refuse({
          code: 'facts.no-columns',
          kind: 'invalid',
          what: '没有报送任何事实，或只有系统自己推算的事实',
          todo: '请在 facts 里写事实的 key，可用的见 /api/facts',
        });
      const unknown = new Map(odd.map((key) => [key, noSuchFact(catalogue, key)]));
      const read = rows.map(({ id, facts }, at) =>
        blamed(
          reader.read(lineOf([id, ...names.map((key) => asText(facts[key]))]), at + 1),
          Object.keys(facts).flatMap((key) => unknown.get(key) ?? []),
        ),
      );
      const faults = read.flatMap((each, at) =>
        each !== 'empty' && 'faults' in each ? [{ row: at + 1, id: rows[at]?.id ?? '', faults: [...each.faults] }] : [],
      );
      const good = read.flatMap((each) => (each !== 'empty' && 'row' in each ? [each.row] : []));
      if (reader.keys.length === 0) return { added: 0, changed: 0, same: 0, cells: 0, rivals: 0, faults };
      const no = await ports.facts.newSource(call.tenant, {
        ...source,
        actor: call.actor.id,
        unit: call.actor.unit,
        observedAt: call.now,
      });
      const { unnamed, ...counts } = await ports.facts.merge(call.tenant, {
        source: no,
        keys: reader.keys,
        rows: good,
        now: call.now,
        dryRun,
        announce: source.announce ?? 'all',
      });
      const nameless = unnamed.map((id) => ({
        row: rows.findIndex((each) => each.id.trim() === id) + 1,
        id,
        faults: [
          {
            column: 'enterpriseName',
            why: '系统里没有这家企业，也没有给出企业名称',
            todo: '请一并报送 enterpriseName',
          },
        ],
      }));
      return { ...counts, faults: [...faults, ...nameless] };
    },
  });

const asText = (value: string | number | boolean | null | undefined): string =>
  value === null || value === undefined ? '' : String(value);

/** A row that names what no catalogue knows is given back whole: what it meant to say is not guessed. */
const blamed = (read: ReadRow, odd: readonly RowFault[]): ReadRow =>
  odd.length === 0 ? read : { faults: [...(read !== 'empty' && 'faults' in read ? read.faults : []), ...odd] };

function noSuchFact({ facts }: FactCatalogue, key: string): RowFault {
  const called = new Map(
    facts.flatMap((each) => [each.key, each.name, ...(each.aliases ?? [])].map((word) => [word, each])),
  );
  const near = nearestNames(key, called.keys()).flatMap((word) => called.get(word) ?? []);
  const meant = [...new Set(near)].map((each) => `${each.key}（${each.name}）`);
  const todo = meant.length > 0 ? `是不是 ${meant.join('、')}？` : '请对照 /api/facts 的 key';
  return { column: key.slice(0, 80), why: `事实目录里没有“${key.slice(0, 80)}”`, todo };
}
