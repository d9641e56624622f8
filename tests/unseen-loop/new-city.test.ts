import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MatterDetail } from '#platform/matters';
import { createMigratedDatabase, type TestDatabase } from '#testing/database';
import { PACKS } from '../../src/main/city.ts';
import { type RunningSite, startSite } from '../../src/main/start.ts';
import { type Client, signIn } from './client.ts';
import { runHere } from './command-line.ts';
import { blocksOf, guide } from './guide.ts';
import { siteEnv } from './site.ts';

const PASSWORD = 'Xinshi-Yingshang-2026';

/** The files as the guide prints them, each under the path that it names before the block. */
const FILES = blocksOf(guide('add-a-city.md')).flatMap(({ before, language, text }) => {
  const path = /`packs\/(xinshi\/[\w.]+)`/.exec(before)?.[1];
  return path && language === 'yaml' ? [{ path, text }] : [];
});

describe('a city made of the files of the guide', () => {
  let folder = '';
  let database: TestDatabase;
  let site: RunningSite;
  let env: Record<string, string>;
  let admin: Client;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'clearway-city-'));
    await cp(join(PACKS, 'base'), join(folder, 'base'), { recursive: true });
    for (const { path, text } of FILES) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), `${text}\n`);
    }
    database = await createMigratedDatabase();
    env = { ...siteEnv(folder, folder, database.url), CITY: 'xinshi' };
    site = await startSite({ env, print: () => {}, onDown: () => {} });
  });
  afterAll(async () => {
    await site?.stop();
    await database?.drop();
    await rm(folder, { recursive: true, force: true });
  });

  it('passes the check, which finds a unit that its dispatch map misspells', async () => {
    expect(FILES.map((each) => each.path)).toEqual([
      'xinshi/pack.yaml',
      'xinshi/regions.yaml',
      'xinshi/organisation.yaml',
      'xinshi/dispatch.yaml',
    ]);
    expect(await runHere(['check', folder])).toMatchObject({ exitCode: 0, stdout: '资源包没有错误\n' });
    const dispatch = FILES.find((each) => each.path.endsWith('dispatch.yaml'))?.text ?? '';
    await writeFile(join(folder, 'xinshi/dispatch.yaml'), dispatch.replace('xs-power', 'xs-powr'));
    const wrong = await runHere(['check', folder]);
    expect(wrong).toMatchObject({ exitCode: 1, stdout: expect.stringContaining('power：没有单位 xs-powr') });
    await writeFile(join(folder, 'xinshi/dispatch.yaml'), dispatch);
    const settings = join(folder, 'xinshi/settings.yaml');
    await writeFile(settings, 'settings:\n  surveys: { restDays: -1 }\n  claims: { secondFrom: 五十万 }\n');
    const { stdout } = await runHere(['check', folder]);
    expect(stdout).toContain('xinshi/settings.yaml:2:24 surveys.restDays：');
    expect(stdout).toContain('xinshi/settings.yaml:3:25 claims.secondFrom：“五十万”不是金额');
    await rm(settings);
  });

  it('gets its first administrator from the machine itself, once', async () => {
    const first = await runHere(['accounts', 'first', 'admin', '张三', '--json'], env);
    const { initialPassword } = JSON.parse(first.stdout) as { initialPassword: string };
    const entered = await signIn(site.url, 'admin', initialPassword);
    await entered.post('/api/password', { old: initialPassword, new: PASSWORD });
    admin = await signIn(site.url, 'admin', PASSWORD);
    const second = await runHere(['accounts', 'first', 'other', '李四'], env);
    expect(second).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('这里已经有账号了') });
  });

  it('lets him enrol people from the command line, who open matters for the office of their region', async () => {
    const as = ['--server', site.url, '--token', admin.token, '--json'];
    const post = ['posts', 'add', '--person', '{"name":"周分办"}', '--unit', 'xs-east-biz-office'];
    const posted = await runHere([...post, '--role', 'dispatcher', ...as]);
    const { person } = JSON.parse(posted.stdout) as { person: string };
    const added = await runHere(['accounts', 'add', '--login', 'zhou', '--person-id', person, ...as]);
    const { initialPassword } = JSON.parse(added.stdout) as { initialPassword: string };
    const entered = await signIn(site.url, 'zhou', initialPassword);
    await entered.post('/api/password', { old: initialPassword, new: PASSWORD });
    const zhou = await signIn(site.url, 'zhou', PASSWORD);
    const filed = await zhou.post<MatterDetail>('/api/matters', {
      loop: 'appeal',
      fields: { title: '用电增容', body: '厂区用电增容迟迟未批' },
    });
    expect(filed).toMatchObject({ holder: { unit: { id: 'xs-east-biz-office' } }, region: { title: '城东新区' } });
  });
});
