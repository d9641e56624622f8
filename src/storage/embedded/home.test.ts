import { chmodSync, mkdtempSync, realpathSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { prepareHome } from './home.ts';
import { systemUser } from './system-user.ts';

const user = systemUser();
let above = '';

afterEach(() => rmSync(above, { recursive: true, force: true }));

test('a data folder made on the first start holds the database itself, also under root', () => {
  above = mkdtempSync(join(tmpdir(), 'clearway-home-'));
  chmodSync(above, 0o755);
  const wanted = join(above, 'data', 'postgres');
  const said: string[] = [];
  expect(prepareHome(wanted, user, (line) => said.push(line))).toBe(realpathSync(wanted));
  expect(said).toEqual([]);
  expect(statSync(wanted).mode & 0o777).toBe(0o700);
  expect(statSync(join(above, 'data')).mode & 0o066).toBe(0);
});
