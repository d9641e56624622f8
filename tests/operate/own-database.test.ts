import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { adminUrl, withClient } from '#testing/database';
import { type RunningSite, startSite } from '../../src/main/start.ts';
import { tempFolder } from './operate.fixture.ts';

// A server of one's own on which the site's user is no superuser.
describe('on a database of one’s own', () => {
  const folder = tempFolder();
  const name = `own_${randomBytes(5).toString('hex')}`;
  const said: string[] = [];
  let site: RunningSite | undefined;

  const asAdmin = (...statements: readonly string[]) =>
    withClient(adminUrl(), async (client) => {
      for (const each of statements) await client.query(each);
    });
  const start = async () => {
    const url = new URL(adminUrl());
    url.pathname = `/${name}`;
    url.username = name;
    url.password = 'secret';
    const env = { DATABASE_URL: url.href, DATA_DIR: folder.path, CONTENT_KEY: '07'.repeat(32), DEMO: '0', PORT: '0' };
    site = await startSite({
      env: { ...env, LOG_LEVEL: 'silent', DATABASE_CONNECTIONS: '3' },
      print: (line) => void said.push(line),
      onDown: () => {},
    });
    return fetch(`${site.url}/readyz`);
  };

  beforeEach(async () => {
    said.length = 0;
    // As an administrator made them once for the whole server.
    for (const role of ['clearway_app nologin', 'clearway_system nologin bypassrls'])
      await asAdmin(`create role ${role}`).catch(() => undefined);
    await asAdmin(`create role ${name} login password 'secret'`, `create database ${name} owner ${name}`);
  });
  afterEach(async () => {
    await site?.stop();
    site = undefined;
    // Logins that were made for this database go with it.
    const { rows } = await withClient(adminUrl(), (client) =>
      client.query(`select m.rolname from pg_auth_members a join pg_roles m on m.oid = a.member
        join pg_roles g on g.oid = a.grantor where g.rolname = '${name}' and m.rolname <> '${name}'`),
    );
    await asAdmin(
      `drop database ${name} with (force)`,
      ...rows.map((each) => `drop role if exists ${each.rolname}`),
      `drop owned by ${name} cascade`,
      `drop role ${name}`,
    );
  });

  it('made as the guide says, starts without a word', async () => {
    await asAdmin(`alter role ${name} createrole`, `grant clearway_app, clearway_system to ${name} with admin option`);
    expect((await start()).status).toBe(200);
    expect(said.join('\n')).not.toContain('少一道防线');
  });

  it('by a user who may make no roles, starts and says in plain words what is lost', async () => {
    await asAdmin(`grant clearway_app, clearway_system to ${name}`);
    expect((await start()).status).toBe(200);
    const warning = said.find((each) => each.includes('少一道防线'));
    expect(warning).toContain('CREATEROLE');
    expect(warning).toContain('docs/guides/operate.md');
  });

  it('by a user who was not given the two roles, does not start and says what to run', async () => {
    await expect(start()).rejects.toMatchObject({
      parts: { code: 'storage.roles', todo: expect.stringContaining(`grant clearway_app, clearway_system to ${name}`) },
    });
  });
});
