import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pgdataOf, prepareHome } from './home.ts';
import { pause, servesFolder } from './processes.ts';
import { didNotStart } from './refusals.ts';
import { systemUser } from './system-user.ts';

const PATIENCE = 60_000;

/** Port of the server that serves this folder now, once it takes connections. */
function portOf(pgdata: string): string | undefined {
  try {
    const lines = readFileSync(join(pgdata, 'postmaster.pid'), 'utf8').split('\n');
    const ready = lines[7]?.trim() === 'ready' && servesFolder(Number(lines[0]), pgdata);
    return ready ? lines[3]?.trim() : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The address of the embedded server that another Clearway process runs on this folder: commands of the same machine
 * work through it instead of waiting for the site to stop. Waits while that process is still starting.
 */
export async function joinEmbeddedPostgres(dataDir: string): Promise<string> {
  const home = prepareHome(dataDir, systemUser(), () => {});
  const deadline = performance.now() + PATIENCE;
  while (performance.now() < deadline) {
    const port = portOf(pgdataOf(home));
    if (port) {
      const password = readFileSync(join(home, 'password'), 'utf8').trim();
      return `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`;
    }
    await pause(100);
  }
  throw didNotStart('join', `${dataDir}：持有数据目录的进程没有可用的数据库`);
}
