// `npm start`: builds the site if it is missing or older than its sources, then starts it.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const built = `${root}web/dist/index.html`;

function newest(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((each) => newest(`${path}/${each}`)));
}

const sources = ['web/src', 'web/index.html', 'web/vite.config.ts', 'package-lock.json'].map((each) => root + each);
const stale = !existsSync(built) || statSync(built).mtimeMs < Math.max(...sources.filter(existsSync).map(newest));
if (stale) {
  console.log('正在构建网站，约需半分钟（仅首次或更新后）· building the site, about half a minute…');
  const done = spawnSync(
    process.execPath,
    [`${root}scripts/run.mjs`, `${root}node_modules/vite/bin/vite.js`, 'build', 'web', '--logLevel', 'warn'],
    {
      cwd: root,
      stdio: 'inherit',
    },
  );
  if (done.status !== 0) process.exit(done.status ?? 1);
}
process.argv.splice(2, 0, `${root}src/main.ts`, 'start');
await import('./run.mjs');
