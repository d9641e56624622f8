import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PATIENCE = 90_000;

export type RunningProcess = {
  readonly url: string;
  /** Ends once the process has gone, however it went. */
  readonly gone: Promise<void>;
  readonly kill: (signal: NodeJS.Signals) => void;
  readonly postgresPid: () => number;
  readonly said: () => string;
};

/** `clearway start` as a process of its own, on a data folder of its own, until it listens. */
export async function startSiteProcess(dataDir: string): Promise<RunningProcess> {
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, DATA_DIR: dataDir, PORT: '0', DEMO: '0' };
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'src/main.ts', 'start'], {
    cwd: ROOT,
    env: { ...env, LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)));
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = await addressIn(child, () => said);
  return {
    url,
    gone,
    kill: (signal) => child.kill(signal),
    postgresPid: () => pidIn(dataDir),
    said: () => said,
  };
}

function addressIn(child: ChildProcess, said: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    const failed = (why: string): void => reject(new Error(`the site did not start (${why}):\n${said()}`));
    const timer = setTimeout(() => failed('timeout'), PATIENCE);
    child.once('exit', (code) => failed(`exit ${code}`));
    const look = setInterval(() => {
      const found = /https?:\/\/127\.0\.0\.1:\d+/.exec(said())?.[0];
      if (!found) return;
      clearInterval(look);
      clearTimeout(timer);
      resolve(found);
    }, 20);
    child.once('exit', () => {
      clearInterval(look);
      clearTimeout(timer);
    });
  });
}

/** Where root keeps the data folder closed, the server lives elsewhere; tests choose one that is open. */
function pidIn(dataDir: string): number {
  const file = join(dataDir, 'postgres', 'pgdata', 'postmaster.pid');
  if (!existsSync(file)) throw new Error(`no ${file}`);
  return Number(readFileSync(file, 'utf8').split('\n')[0]);
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export const WAYS = ['node', 'postgres', 'node then postgres', 'postgres then node'] as const;

const signal = (pid: number): void => {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {}
};

/** Kills what the way says, as a power switch would, and waits until nothing of the process is left. */
export async function crash(site: RunningProcess, way: (typeof WAYS)[number]): Promise<void> {
  const postgres = site.postgresPid();
  if (way !== 'postgres' && way !== 'postgres then node') site.kill('SIGKILL');
  if (way !== 'node') signal(postgres);
  if (way === 'postgres then node') site.kill('SIGKILL');
  const late = await Promise.race([site.gone, pause(30_000).then(() => 'late')]);
  if (late === 'late') throw new Error(`the site did not end after its database was killed:\n${site.said()}`);
}
