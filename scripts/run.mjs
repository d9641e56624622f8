// Runs a file with the Node that the lockfile pins, whatever Node the machine has.
import { spawn } from 'node:child_process';
import { node24, root } from './node24.mjs';

const [first, ...rest] = process.argv.slice(2);
const child = spawn(node24(), ['--disable-warning=ExperimentalWarning', first, ...rest], {
  // The channel tells the child when this one is killed without a chance to pass it on.
  stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  cwd: process.env.CLEARWAY_CWD ?? process.cwd(),
  // Types stripped once: the command line answers a third sooner.
  env: { NODE_COMPILE_CACHE: `${root}node_modules/.cache/compile`, ...process.env },
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
