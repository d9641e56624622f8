// Runs a file with the Node that the lockfile pins, whatever Node the machine has.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const candidates = ['node_modules/node/bin/node', 'node_modules/.bin/node', 'node_modules/node/bin/node.exe'].map(
  (each) => root + each,
);
const major = Number(process.versions.node.split('.')[0]);
const node = major >= 24 ? process.execPath : candidates.find((each) => existsSync(each));
if (!node) {
  console.error(
    'Clearway needs Node 24, which `npm ci` brings along. Run `npm ci` first (install scripts must be allowed).',
  );
  process.exit(1);
}
const [first, ...rest] = process.argv.slice(2);
const child = spawn(node, ['--disable-warning=ExperimentalWarning', first, ...rest], {
  stdio: 'inherit',
  cwd: process.env.CLEARWAY_CWD ?? process.cwd(),
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
