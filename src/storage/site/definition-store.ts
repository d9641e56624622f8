import { sql } from 'kysely';
import type { LoopDefinition } from '#engines/matters';
import { refuse } from '#kernel';
import type { DefinitionBook } from '#platform/matters';
import type { Databases } from '../database.ts';

export type PublishedLoop = { readonly definition: LoopDefinition; readonly version: string };

/** Publishes the loops of the packs for a tenant: a new version becomes the active one, old ones stay for what runs on them. */
export async function publishLoops(
  { system }: Pick<Databases, 'system'>,
  tenant: string,
  loops: readonly PublishedLoop[],
  now: number,
): Promise<void> {
  await system.transaction().execute(async (db) => {
    for (const { definition, version } of loops) {
      await sql`update loop_definitions set active = false
        where tenant_id = ${tenant} and loop = ${definition.loop} and version <> ${version} and active`.execute(db);
      await sql`insert into loop_definitions (tenant_id, loop, version, body, published_at, active)
        values (${tenant}, ${definition.loop}, ${version}, ${JSON.stringify(definition)}::json, to_timestamp(${now} / 1000.0), true)
        on conflict (tenant_id, loop, version) do update set active = true where not loop_definitions.active`.execute(
        db,
      );
    }
  });
}

/** Every version that was ever published, in memory: a matter is decided by the version that it pins. */
export async function loadDefinitionBook({ system }: Pick<Databases, 'system'>): Promise<DefinitionBook> {
  const { rows } = await sql<{ tenant: string; version: string; body: LoopDefinition; active: boolean }>`
    select tenant_id as tenant, version, body, active from loop_definitions order by loop`.execute(system);
  const byVersion = new Map(rows.map((each) => [`${each.tenant} ${each.body.loop} ${each.version}`, each.body]));
  const active = rows.filter((each) => each.active);
  return {
    active: (tenant, loop) => {
      const found = active.find((each) => each.tenant === tenant && each.body.loop === loop);
      if (!found)
        throw refuse({
          code: 'loop.not-found',
          kind: 'not-found',
          what: `没有名为 ${loop} 的事项类型`,
          todo: '可用的类型见 /api/loops',
        });
      return { definition: found.body, version: found.version };
    },
    at: (tenant, loop, version) => {
      const found = byVersion.get(`${tenant} ${loop} ${version}`);
      if (!found) throw new Error(`no version ${version} of ${loop} for ${tenant}`);
      return found;
    },
    loops: (tenant) =>
      active.filter((each) => each.tenant === tenant).map((each) => ({ definition: each.body, version: each.version })),
  };
}
