import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { pause } from './processes.ts';
import { didNotStart } from './refusals.ts';
import type { SystemUser } from './system-user.ts';

const LOG_LIMIT = 10 * 1024 * 1024;
const START_PATIENCE = 120_000;

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}

function openLog(file: string): number {
  if (existsSync(file) && statSync(file).size > LOG_LIMIT) renameSync(file, `${file}.1`);
  return openSync(file, 'a', 0o600);
}

const logSince = (file: string, start: number): string => readFileSync(file).subarray(start).toString();

/** `pg_ctl` waits the same way: the eighth line of postmaster.pid turns to "ready". */
function saysReady(pgdata: string, pid: number): boolean {
  try {
    const lines = readFileSync(join(pgdata, 'postmaster.pid'), 'utf8').split('\n');
    return Number(lines[0]) === pid && lines[7]?.trim() === 'ready';
  } catch {
    return false;
  }
}

export type Launch = {
  readonly postgres: string;
  readonly args: readonly string[];
  readonly pgdata: string;
  readonly logFile: string;
  readonly user: SystemUser | undefined;
};

/**
 * Starts the server and waits until it takes connections.
 * In a session of its own, so that Ctrl-C in a terminal stops Clearway first and it then stops the database;
 * its log goes to a file, so that it can go on writing when we are gone.
 */
export async function launchPostmaster(launch: Launch): Promise<ChildProcess & { readonly pid: number }> {
  const { postgres, args, pgdata, logFile, user } = launch;
  const fd = openLog(logFile);
  const start = statSync(logFile).size;
  const ids = user ? { uid: user.uid, gid: user.gid } : {};
  const env = { ...process.env, LC_ALL: 'C' };
  const child = spawn(postgres, [...args], { ...ids, env, cwd: pgdata, stdio: ['ignore', fd, fd], detached: true });
  closeSync(fd);
  let failure: string | undefined;
  child.once('error', (error) => {
    failure = error.message;
  });
  child.once('exit', (code, signal) => {
    failure ??= `exit ${code ?? signal}`;
  });
  const deadline = performance.now() + START_PATIENCE;
  while (failure === undefined && performance.now() < deadline) {
    if (child.pid !== undefined && saysReady(pgdata, child.pid)) return child as ChildProcess & { pid: number };
    await pause(20);
  }
  child.kill('SIGQUIT');
  throw didNotStart(failure ?? 'timeout', logSince(logFile, start) || (failure ?? ''));
}
