import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { isAlive } from '../../src/storage/embedded/processes.ts';
import { tempFolder } from './operate.fixture.ts';

const RUN = fileURLToPath(new URL('../../scripts/run.mjs', import.meta.url));
const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

/** Ctrl-C in a terminal: everybody in the group hears it, and the script that started the site says it once more. */
it('a site that is stopped by Ctrl-C stops its database too', async () => {
  using folder = tempFolder();
  const child = spawn(process.execPath, [RUN, MAIN, 'start'], {
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      DATA_DIR: folder.path,
      DEMO: '0',
      PORT: '0',
      LOG_LEVEL: 'info',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const said: string[] = [];
  let up: () => void = () => {};
  const started = new Promise<void>((done) => {
    up = done;
  });
  for (const stream of [child.stdout, child.stderr])
    createInterface(stream).on('line', (line) => {
      said.push(line);
      if (line.includes('/api/docs')) up();
    });
  await Promise.race([started, once(child, 'exit')]);
  const all = said.join('\n');
  expect(child.exitCode, all).toBe(null);
  const data = /正在建立数据库：([^"\n]+)/.exec(all)?.[1] ?? join(folder.path, 'postgres', 'pgdata');
  const postmaster = Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]);
  expect(isAlive(postmaster), all).toBe(true);
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
