import { decideMigration } from '#engines/matters';
import { type Call, isRefusal, refuse } from '#kernel';
import { contextFor, type RunPorts } from './run-ports.ts';
import { after, writeStep } from './write-step.ts';

export type Migrated = {
  readonly id: string;
  readonly ok: boolean;
  readonly changed: boolean;
  readonly problem?: string;
};

/** Carries matters over to the version of their loop that is in force now; each on its own, and says of each how it went. */
export async function runMigration(
  ports: RunPorts,
  call: Call,
  ids: readonly string[],
  reason: string,
): Promise<readonly Migrated[]> {
  const results: Migrated[] = [];
  for (const id of ids) {
    try {
      results.push({ id, ok: true, changed: await migrateOne(ports, call, id, reason) });
    } catch (error) {
      if (!isRefusal(error)) throw error;
      results.push({ id, ok: false, changed: false, problem: error.message });
    }
  }
  return results;
}

async function migrateOne(ports: RunPorts, call: Call, id: string, reason: string): Promise<boolean> {
  const { tenant, now } = call;
  const directory = await ports.directory(tenant, now);
  const done = await ports.store.transaction(tenant, async (writer) => {
    const loaded = await writer.lock(id);
    if (!loaded)
      throw refuse({ code: 'matter.not-found', kind: 'not-found', what: '没有这件事项', todo: '请核对编号' });
    const { definition, version } = ports.book.active(tenant, loaded.state.loop);
    const context = contextFor(ports, call, definition, version, directory);
    const events = decideMigration(loaded.state, reason, context);
    if (isRefusal(events)) throw events;
    if (events.length === 0) return undefined;
    return writeStep(ports, writer, { context, id, before: loaded, events, sealed: [], texts: [], command: null });
  });
  if (done) await after(ports, call, done);
  return done !== undefined;
}
