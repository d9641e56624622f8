import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Binaries, PostgresVersion } from './binaries.ts';
import { pgdataOf } from './home.ts';
import { didNotStart, otherVersion, passwordMissing } from './refusals.ts';
import type { SystemUser } from './system-user.ts';

export type Cluster = { readonly pgdata: string; readonly password: string };

type Run = { readonly code: number | null; readonly output: string };

function run(command: string, args: readonly string[], user: SystemUser | undefined, cwd: string): Promise<Run> {
  return new Promise((resolve, reject) => {
    const ids = user ? { uid: user.uid, gid: user.gid } : {};
    const child = spawn(command, [...args], { ...ids, cwd, env: { ...process.env, LC_ALL: 'C' } });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        output += chunk.toString();
      });
    }
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
}

function passwordIn(home: string, user: SystemUser | undefined): string {
  const file = join(home, 'password');
  if (!existsSync(file)) {
    if (existsSync(pgdataOf(home))) throw passwordMissing(file);
    const partial = `${file}.new`;
    writeFileSync(partial, randomBytes(24).toString('hex'), { mode: 0o600 });
    if (user) chownSync(partial, user.uid, user.gid);
    renameSync(partial, file);
  }
  return readFileSync(file, 'utf8').trim();
}

/** Sorting by pinyin comes from ICU; the C locale below it is the same on every machine. */
const initdbArgs = (pgdata: string, passwordFile: string, durable: boolean): readonly string[] => [
  `--pgdata=${pgdata}`,
  '--username=postgres',
  `--pwfile=${passwordFile}`,
  '--auth=scram-sha-256',
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=icu',
  '--icu-locale=zh-CN',
  '--data-checksums',
  ...(durable ? [] : ['--no-sync']),
];

export type ClusterWish = {
  readonly home: string;
  readonly version: PostgresVersion;
  readonly binaries: Binaries;
  readonly user: SystemUser | undefined;
  readonly durable: boolean;
  readonly log: (line: string) => void;
};

/** The data folder of this home, made on the first call. A half-made one is never seen: it gets its name when done. */
export async function prepareCluster(wish: ClusterWish): Promise<Cluster> {
  const { home, version, user } = wish;
  const pgdata = pgdataOf(home);
  const password = passwordIn(home, user);
  if (!existsSync(pgdata)) {
    for (const left of readdirSync(home)) {
      if (left.startsWith('pgdata.new')) rmSync(join(home, left), { recursive: true, force: true });
    }
    const partial = `${pgdata}.new-${process.pid}`;
    wish.log(`正在建立数据库：${pgdata}`);
    const args = initdbArgs(partial, join(home, 'password'), wish.durable);
    const { code, output } = await run(wish.binaries.initdb, args, user, home);
    if (code !== 0) throw didNotStart('initdb', output);
    renameSync(partial, pgdata);
  }
  const found = readFileSync(join(pgdata, 'PG_VERSION'), 'utf8').trim();
  if (found !== String(version)) throw otherVersion(home, found, version);
  return { pgdata, password };
}
