import { decideDue } from '#engines/matters';
import { systemCall } from '#kernel';
import type { CommandResult } from './ports.ts';
import { contextFor, type RunPorts } from './run-ports.ts';
import { after, writeStep } from './write-step.ts';

/** Fires what is due, in batches, until nothing is; several processes may do so at once. Returns how many matters moved. */
export async function runSweep(
  ports: RunPorts,
  tenant: string,
  now: number,
  requestId: string,
  batch = 200,
): Promise<number> {
  const directory = await ports.directory(tenant, now);
  const call = systemCall(tenant, now, requestId);
  let total = 0;
  for (;;) {
    const moved: { readonly result: CommandResult; readonly principals?: readonly string[] }[] = [];
    const found = await ports.store.sweep(tenant, now, batch, async (loaded, writer) => {
      const { loop, version, id } = loaded.state;
      const context = contextFor(ports, call, ports.book.at(tenant, loop, version), version, directory);
      const events = decideDue(loaded.state, context);
      if (events.length === 0) return;
      moved.push(
        await writeStep(ports, writer, { context, id, before: loaded, events, sealed: [], texts: [], command: null }),
      );
    });
    for (const each of moved) await after(ports, call, each);
    total += moved.length;
    if (found < batch || moved.length === 0) return total;
  }
}
