import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** The Node that the lockfile pins, whatever Node the machine has. Says what to do and leaves when there is none. */
export function node24() {
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  const candidates = ['node_modules/node/bin/node', 'node_modules/.bin/node', 'node_modules/node/bin/node.exe'];
  const found = candidates.map((each) => root + each).find((each) => existsSync(each));
  if (found) return found;
  console.error(
    'Clearway needs Node 24, which `npm ci` brings along. Run `npm ci` first (install scripts must be allowed).',
  );
  process.exit(1);
}
