import { sql } from 'kysely';
import type { DraftEvent, DraftStore, StoredDraft } from '#domains/policies';
import type { Databases } from '../database.ts';

type Row = {
  readonly id: string;
  readonly at: number;
  readonly actor: string;
  readonly unit: string | null;
  readonly type: string;
  readonly data: unknown;
};

const eventOf = ({ at, actor, unit, type, data }: Row): DraftEvent =>
  ({ at, actor, ...(unit ? { unit } : {}), type, data }) as DraftEvent;

function gather(rows: readonly Row[]): readonly StoredDraft[] {
  const byId = Map.groupBy(rows, (row) => row.id);
  return [...byId].map(([id, own]) => ({ id, events: own.map(eventOf) }));
}

/** Drafts of policies: their events, one behind the other, never changed. */
export function createPolicyDraftStore({ system }: Pick<Databases, 'system'>): DraftStore {
  const read = async (tenant: string, id: string | null) => {
    const { rows } = await sql<Row>`
      select draft_id as id, at, actor, unit, type, data from policy_draft_events
      where tenant_id = ${tenant} and (${id}::text is null or draft_id = ${id}) order by draft_id, seq`.execute(system);
    return gather(rows);
  };
  return {
    list: (tenant) => read(tenant, null),
    find: async (tenant, id) => (await read(tenant, id))[0],
    append: async (tenant, id, seq, { at, actor, unit, type, data }) => {
      const { rows } = await sql`
        insert into policy_draft_events (tenant_id, draft_id, seq, at, actor, unit, type, data)
        values (${tenant}, ${id}, ${seq}, to_timestamp(${at} / 1000.0), ${actor}, ${unit ?? null}, ${type}, ${JSON.stringify(data)}::jsonb)
        on conflict do nothing returning seq`.execute(system);
      return rows.length > 0;
    },
  };
}
