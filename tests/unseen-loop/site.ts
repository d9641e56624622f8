import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Actor } from '#kernel';
import { createMigratedDatabase } from '#testing/database';
import { type RunningSite, startSite } from '../../src/main/start.ts';
import { type Client, signIn } from './client.ts';
import { packsWithNewLoop } from './packs.ts';

/** The people of the story; each has an account and signs in as anybody would. */
const PEOPLE = {
  office: { name: '周分办', unit: 'qz-biz-office', role: 'dispatcher' },
  housing: { name: '林住建', unit: 'qz-housing', role: 'liaison' },
  fire: { name: '何消防', unit: 'qz-fire', role: 'liaison' },
} as const;
export type Who = keyof typeof PEOPLE;
export const PASSWORD = 'Lianhe-Yanshou-2026';

export type UnseenSite = {
  readonly url: string;
  readonly site: RunningSite;
  readonly as: Readonly<Record<Who, Client>>;
  readonly home: string;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
};

export const siteEnv = (packsDir: string, dataDir: string, databaseUrl: string) => ({
  PACKS_DIR: packsDir,
  DATA_DIR: dataDir,
  DATABASE_URL: databaseUrl,
  DATABASE_CONNECTIONS: '4',
  CONTENT_KEY: '7'.repeat(64),
  PORT: '0',
  DEMO: '0',
  LOG_LEVEL: 'silent',
});

/** The whole site as `clearway start` starts it, on packs with a loop that the code has never seen. */
export async function startUnseenSite(staticDir?: string): Promise<UnseenSite> {
  const packs = await packsWithNewLoop();
  const database = await createMigratedDatabase();
  const home = await mkdtemp(join(tmpdir(), 'clearway-home-'));
  const site = await startSite({
    env: siteEnv(packs.folder, home, database.url),
    print: () => {},
    onDown: () => {},
    ...(staticDir ? { staticDir } : {}),
  });
  const as = {
    office: await enrol(site, 'office'),
    housing: await enrol(site, 'housing'),
    fire: await enrol(site, 'fire'),
  };
  return {
    url: site.url,
    site,
    as,
    home,
    [Symbol.asyncDispose]: async () => {
      await site.stop();
      await database.drop();
      await packs[Symbol.asyncDispose]();
      await rm(home, { recursive: true, force: true });
    },
  };
}

const ADMIN: Actor = {
  kind: 'official',
  id: 'setup',
  roles: ['admin'],
  permissions: ['access.manage', 'registry.manage'],
};

/** A post, an account and a password of one's own, through the operations that an administrator uses. */
async function enrol({ wired, url }: RunningSite, who: Who): Promise<Client> {
  const call = async (id: string, input: object): Promise<Record<string, string>> => {
    const found = wired.operations.find((each) => each.id === id);
    if (!found) throw new Error(`no operation ${id}`);
    const made = { tenant: 'quzhou', actor: ADMIN, now: Date.now(), requestId: 'setup' };
    return (await found.handle(made, found.input.parse(input))) as Record<string, string>;
  };
  const { name, unit, role } = PEOPLE[who];
  const { person } = await call('posts.add', { person: { name }, unit, role });
  const { initialPassword = '' } = await call('accounts.add', { login: who, personId: person });
  const first = await signIn(url, who, initialPassword);
  await first.post('/api/password', { old: initialPassword, new: PASSWORD });
  return signIn(url, who, PASSWORD);
}
