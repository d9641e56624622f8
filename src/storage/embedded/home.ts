import { createHash } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, realpathSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { cannotReach, cannotWrite } from './refusals.ts';
import { canReach, type SystemUser } from './system-user.ts';

const STATE_DIR = '/var/lib/clearway';

export const pgdataOf = (home: string): string => join(home, 'pgdata');

function makeOwned(folder: string, user: SystemUser | undefined): string {
  try {
    // What lies above it is only passed through: closed, it would shut PostgreSQL's own user out of its folder.
    mkdirSync(dirname(folder), { recursive: true, mode: user ? 0o711 : 0o700 });
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (user) chownSync(folder, user.uid, user.gid);
    chmodSync(folder, 0o700);
    return realpathSync(folder);
  } catch (error) {
    throw cannotWrite(folder, (error as NodeJS.ErrnoException).code ?? String(error));
  }
}

/**
 * The folder that holds everything of one server: `pgdata/`, `password`, `owner.json`, `postgres.log`.
 * It is `dataDir`, except when root keeps that where PostgreSQL's own user cannot enter:
 * then it is one under /var/lib/clearway, always the same one for the same `dataDir`.
 */
export function prepareHome(dataDir: string, user: SystemUser | undefined, log: (line: string) => void): string {
  const wanted = makeOwned(resolve(dataDir), user);
  if (!user || canReach(wanted, user)) return wanted;
  if (existsSync(pgdataOf(wanted))) throw cannotReach(wanted, user.name);
  mkdirSync(STATE_DIR, { recursive: true, mode: 0o755 });
  const elsewhere = join(STATE_DIR, `data-${createHash('sha256').update(wanted).digest('hex').slice(0, 12)}`);
  const home = makeOwned(elsewhere, user);
  if (!canReach(home, user)) throw cannotReach(home, user.name);
  log(`系统用户 ${user.name} 进不了 ${wanted}，数据库改放在 ${home}`);
  return home;
}
