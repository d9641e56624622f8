import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CACHE = join(ROOT, 'node_modules/.cache/clearway-web');
const LONGEST = 170_000;

const sources = (): readonly string[] =>
  globSync(['web/src/**/*.{ts,tsx,css,svg}', 'web/public/**/*.*', 'web/index.html', 'web/vite.config.ts'], {
    cwd: ROOT,
  })
    .map(String)
    .sort();

/** Where the pages lie, built from the sources as they stand: web/dist if it is new enough, else built once. */
export async function builtWeb(): Promise<string> {
  const files = sources();
  const dist = join(ROOT, 'web/dist');
  const index = join(dist, 'index.html');
  const newest = Math.max(...files.map((each) => statSync(join(ROOT, each)).mtimeMs));
  if (existsSync(index) && statSync(index).mtimeMs > newest) return dist;
  const hash = createHash('sha256');
  for (const each of files) hash.update(each).update(readFileSync(join(ROOT, each)));
  return buildOnce(join(CACHE, hash.digest('hex').slice(0, 16)));
}

/** Of several workers one builds, the others wait for it. */
async function buildOnce(target: string): Promise<string> {
  if (existsSync(target)) return target;
  mkdirSync(CACHE, { recursive: true });
  const lock = `${target}.lock`;
  try {
    mkdirSync(lock);
  } catch {
    return waitFor(target, lock);
  }
  const folder = mkdtempSync(`${target}-`);
  try {
    const vite = join(ROOT, 'node_modules/vite/bin/vite.js');
    const args = [vite, 'build', 'web', '--outDir', folder, '--emptyOutDir', '--logLevel', 'warn'];
    await promisify(execFile)(process.execPath, args, { cwd: ROOT, timeout: LONGEST });
    renameSync(folder, target);
    return target;
  } finally {
    rmSync(folder, { recursive: true, force: true });
    rmSync(lock, { recursive: true, force: true });
  }
}

async function waitFor(target: string, lock: string): Promise<string> {
  for (let held = statSync(lock, { throwIfNoEntry: false }); held; held = statSync(lock, { throwIfNoEntry: false })) {
    // Whoever held it was killed: the lock is older than any build takes.
    if (Date.now() - held.ctimeMs > LONGEST) rmSync(lock, { recursive: true, force: true });
    await wait(250);
  }
  return buildOnce(target);
}
