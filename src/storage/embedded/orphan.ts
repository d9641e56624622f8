import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Binaries } from './binaries.ts';
import { isAlive, servesFolder, until } from './processes.ts';
import { alreadyInUse } from './refusals.ts';

const STAGES: readonly (readonly [NodeJS.Signals, number])[] = [
  ['SIGINT', 60_000],
  ['SIGQUIT', 15_000],
  ['SIGKILL', 5_000],
];

/** Asks politely (fast shutdown with a checkpoint), then less so. */
export async function stopPostmaster(pid: number): Promise<void> {
  for (const [signal, patience] of STAGES) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ESRCH') return;
      throw error;
    }
    if (await until(() => !isAlive(pid), patience)) return;
  }
}

function readPidFile(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/**
 * Makes room in the data folder after a Clearway that died without saying goodbye: its PostgreSQL may still
 * run (it outlives us), or may have left a `postmaster.pid` whose number now belongs to somebody else.
 * Call it only while holding the folder.
 */
export async function clearOrphan(pgdata: string, binaries: Binaries, log: (line: string) => void): Promise<void> {
  const file = join(pgdata, 'postmaster.pid');
  const text = readPidFile(file);
  if (text === undefined) return;
  if (process.platform === 'win32') {
    spawnSync(binaries.pgCtl, ['stop', '-D', pgdata, '-m', 'fast', '-w'], { stdio: 'ignore' });
    return;
  }
  const [first = '', ...rest] = text.split('\n');
  const pid = Number(first);
  if (servesFolder(pid, pgdata)) {
    log(`上次退出时留下的数据库（进程号 ${pid}）还在运行，先把它停下`);
    await stopPostmaster(pid);
    if (servesFolder(pid, pgdata)) throw alreadyInUse(pgdata, pid);
    return;
  }
  // PostgreSQL takes its parent's number for a stale one, and still checks the shared memory named in the
  // other lines. Deleting the file would switch that check off.
  if (readPidFile(file) !== undefined) writeFileSync(file, [String(process.pid), ...rest].join('\n'));
}
