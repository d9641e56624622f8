import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createHttpApp, createMetrics, type RunningServer, serve } from '#entrypoints/http';
import type { Actor } from '#kernel';
import { commands, operations } from './cli.fixture.ts';
import { runCli } from './run-cli.ts';

const home = mkdtempSync(join(tmpdir(), 'clearway-cli-'));
let server: RunningServer;

beforeAll(async () => {
  const nobody: Actor = { kind: 'anonymous', id: 'anonymous', roles: [], permissions: [] };
  const app = createHttpApp({
    operations,
    resolveTenant: () => 'quzhou',
    resolveActor: (_tenant, token) => (token ? { ...nobody, kind: 'official', id: token } : nobody),
    clock: () => 0,
    ids: () => 'id',
    logger: { info: () => {}, warn: () => {}, error: () => {} },
    metrics: createMetrics({ process: false }),
    about: { title: '畅营', version: '0' },
  });
  server = await serve(app, { host: '127.0.0.1', port: 0 });
});
afterAll(() => server.stop());

async function cli(line: string, more: { password?: string; env?: Record<string, string>; stdin?: string } = {}) {
  let out = '';
  let err = '';
  const code = await runCli({
    operations,
    commands,
    areas: { matters: '事项 · matters' },
    argv: line.split(' ').filter(Boolean),
    env: { CLEARWAY_HOME: home, ...more.env },
    version: '0.1.0',
    stdout: (text) => {
      out += text;
    },
    stderr: (text) => {
      err += text;
    },
    ask: async () => more.password ?? '',
    readStdin: async () => more.stdin ?? '',
  });
  return { code, out, err };
}
const at = () => `--server ${server.url}`;

test('an operation is called over HTTP with its fields as options', async () => {
  const { code, out } = await cli(
    `matters list --status filed --tag a --tag b --opened-from 12 --closed no --json ${at()}`,
  );
  expect(code).toBe(0);
  expect(JSON.parse(out).input).toEqual({ status: 'filed', tag: ['a', 'b'], openedFrom: 12, closed: false });
});

test('for people a list is a table with titles instead of objects', async () => {
  const { out } = await cli(`matters list ${at()}`);
  expect(out).toBe('number  status\nQZ-1    已受理\n1 条\n');
});

test('path fields are arguments, a body may come whole, a key may be given', async () => {
  const { out } = await cli(
    `matters move m1 sign --data {"days":3} --input - --key k7 --token t-0123456789abcdef --json ${at()}`,
    {
      stdin: '{"note":"同意"}',
    },
  );
  expect(JSON.parse(out)).toEqual({
    by: 't-0123456789abcdef',
    key: 'k7',
    input: { id: 'm1', move: 'sign', note: '同意', data: { days: 3 } },
  });
});

test('a move takes what its loop needs, texts and JSON', async () => {
  const line = `matters move m1 sign --set reason=a=b --set days:=3 --set units:=["u1"] --token t-0123456789abcdef --json ${at()}`;
  expect(JSON.parse((await cli(line)).out).input).toEqual({
    id: 'm1',
    move: 'sign',
    reason: 'a=b',
    days: 3,
    units: ['u1'],
  });
  expect(await cli(`matters move m1 sign --set days:=three ${at()}`)).toMatchObject({ code: 1, out: '' });
  expect((await cli(`matters move m1 sign --input [1] ${at()}`)).err).toContain('--input');
});

test('a refusal of the server is told on stderr with why and what to do, and is exit code 1', async () => {
  const told = await cli(`matters move closed sign --token t-0123456789abcdef ${at()}`);
  expect(told).toMatchObject({ code: 1, out: '', err: '✗ 事项已办结\n  原因：昨日已销号\n  办法：请申请重新办理\n' });
  const json = await cli(`matters move closed sign --token t-0123456789abcdef --json ${at()}`);
  expect(JSON.parse(json.out)).toMatchObject({ code: 'matter.closed', status: 409 });
});

test('who is not signed in is told how to', async () => {
  const { code, err } = await cli(`matters move m1 sign ${at()}`, { env: { CLEARWAY_HOME: '/nowhere' } });
  expect(code).toBe(1);
  expect(err).toContain('clearway login');
});

test('a server that is not there is a refusal that says how to start one', async () => {
  const { code, err } = await cli('matters list --server http://127.0.0.1:9');
  expect(code).toBe(1);
  expect(err).toContain('npm start');
});

test('login keeps the token for its server only, readable by its owner only', async () => {
  expect((await cli(`login office ${at()}`, { password: 'wrong' })).code).toBe(1);
  const done = await cli(`login office ${at()}`, { password: 'right' });
  expect(done).toMatchObject({ code: 0, out: `已登录 ${server.url}：王科长\n` });
  expect(statSync(join(home, 'tokens.json')).mode & 0o777).toBe(0o600);
  expect(JSON.parse((await cli(`matters move m1 sign --json ${at()}`)).out).by).toBe('token-of-office-0123456789');
  expect(readFileSync(join(home, 'tokens.json'), 'utf8')).not.toContain('right');
});

test('files go up from a path and come down to one', async () => {
  const path = join(home, '计划.docx');
  writeFileSync(path, 'abcd');
  expect(JSON.parse((await cli(`files add --file ${path} --json ${at()}`)).out)).toEqual({
    name: '计划.docx',
    size: 4,
  });
  const out = join(home, 'out.xlsx');
  expect((await cli(`files get f1 --out ${out} ${at()}`)).out).toBe(`${out}\n`);
  expect([...readFileSync(out)]).toEqual([1, 2, 3]);
});

test('a local command needs no server, prints text for people and JSON for programs', async () => {
  expect((await cli('calendar add 2026-09-30 5')).out).toBe('2026-09-30+5\n');
  expect(JSON.parse((await cli('calendar add 2026-09-30 5 --json')).out)).toEqual({ date: '2026-09-30+5' });
  expect(await cli('check a b c --dry-run --json')).toMatchObject({ code: 1 });
});

test('a refusal of a local command names the place', async () => {
  expect(await cli('check bad')).toMatchObject({ code: 1, err: '✗ 包有误\n  - line 3：缺少标题\n' });
});

test.each(['nonsense', 'matters list --colour red', 'calendar add 2026-09-30', 'matters move'])(
  'wrong usage (%s) is exit code 2',
  async (line) => {
    const { code, err } = await cli(line);
    expect(code).toBe(2);
    expect(err).not.toBe('');
  },
);

test('help is grouped, in Chinese and English, with examples and exit codes', async () => {
  const { code, out } = await cli('--help');
  expect(code).toBe(0);
  expect(out).toMatch(
    /本机命令 Local[\s\S]*calendar[\s\S]*登录 Session[\s\S]*login[\s\S]*业务命令 Operations[\s\S]*matters +事项 · matters/,
  );
  expect(out).toContain('退出码 Exit codes');
  expect((await cli('matters list --help')).out).toMatch(
    /列出事项[\s\S]*--status <value> +状态[\s\S]*通用 Common[\s\S]*--json/,
  );
  expect((await cli('--version')).out).toBe('0.1.0\n');
});
