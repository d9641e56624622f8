import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, it, vi } from 'vitest';
import { isAlive } from '../../src/storage/embedded/processes.ts';
import { tempFolder } from './operate.fixture.ts';

const RUN = fileURLToPath(new URL('../../scripts/run.mjs', import.meta.url));
const PATIENCE = { timeout: 60_000, interval: 200 };
const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

/** A site of its own, started by the script that `npm start` and the command line use. */
async function started(folder: string) {
  const child = spawn(process.execPath, [RUN, MAIN, 'start'], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, DATA_DIR: folder, DEMO: '0', PORT: '0', LOG_LEVEL: 'info' },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const said: string[] = [];
  let up: () => void = () => {};
  const isUp = new Promise<void>((done) => {
    up = done;
  });
  for (const stream of [child.stdout, child.stderr])
    createInterface(stream).on('line', (line) => {
      said.push(line);
      if (line.includes('/api/docs')) up();
    });
  await Promise.race([isUp, once(child, 'exit')]);
  const all = said.join('\n');
  expect(child.exitCode, all).toBe(null);
  const data = /正在建立数据库：([^"\n]+)/.exec(all)?.[1] ?? join(folder, 'postgres', 'pgdata');
  const postmaster = Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]);
  expect(isAlive(postmaster), all).toBe(true);
  return { child, said, data, postmaster };
}

/** Ctrl-C in a terminal: everybody in the group hears it, and the script that started the site says it once more. */
it('a site that is stopped by Ctrl-C stops its database too', async () => {
  using folder = tempFolder();
  const { child, said, data, postmaster } = await started(folder.path);
  process.kill(-(child.pid ?? 0), 'SIGINT');
  // While it stops, an impatient person presses once more.
  await new Promise((done) => setTimeout(done, 60));
  if (child.exitCode === null) process.kill(-(child.pid ?? 0), 'SIGINT');
  const [code] = await once(child, 'exit');
  expect(code, said.join('\n')).toBe(0);
  expect(isAlive(postmaster)).toBe(false);
  expect(existsSync(join(data, 'postmaster.pid'))).toBe(false);
  // Where root's folder is closed to the database's user the data lies elsewhere.
  rmSync(join(data, '..'), { recursive: true, force: true });
});

it('a site whose starter is killed outright stops, and its database with it', async () => {
  using folder = tempFolder();
  const { child, data, postmaster } = await started(folder.path);
  child.kill('SIGKILL');
  await vi.waitFor(() => expect(existsSync(join(data, 'postmaster.pid'))).toBe(false), PATIENCE);
  await vi.waitFor(() => expect(isAlive(postmaster)).toBe(false), PATIENCE);
  rmSync(join(data, '..'), { recursive: true, force: true });
});
