import { fileURLToPath } from 'node:url';
import { createHttpApp, createMetrics, type Metrics, mustBeFree, serve } from '#entrypoints/http';
import { startClockwork } from '#entrypoints/jobs';
import { idSource } from '#kernel';
import { importOrganisation } from '#platform/registry';
import { createLogger, readSettings, type Settings } from '#platform/settings';
import { createTenants } from '#platform/site';
import {
  createRegistryStore,
  createTenantStore,
  haveOwnLogins,
  loadDefinitionBook,
  openRelay,
  publishLoops,
} from '#storage';
import { type City, loadCity, PACKS, versionOf } from './city.ts';
import { type OpenedData, openData } from './data.ts';
import { demoAccounts } from './demo/accounts.ts';
import { tellDemo } from './demo/demo.ts';
import { addGauges, dailyRootJob, jobCounters } from './operating.ts';
import { type Wired, wire } from './wire.ts';

export type RunningSite = { readonly url: string; readonly wired: Wired; readonly stop: () => Promise<void> };

export type StartOptions = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly print: (line: string) => void;
  /** The database went away by itself: the process cannot go on. */
  readonly onDown: (reason: string) => void;
  /** The built pages; default: web/dist. */
  readonly staticDir?: string;
};

/** Printed and not only logged: whoever set the database up reads it. */
const WEAKER = [
  '⚠ 少一道防线：数据库用户不能建登录角色（缺 CREATEROLE，或没有两个工作角色的 admin option），',
  '  网站的查询因此以表的主人身份登录。行级安全照常起作用，但万一有 SQL 注入，它挡不住，事件也可能被改写',
  '  （改写仍会被 audit verify --root 发现）。补上的办法见 docs/guides/operate.md“自备数据库”，补好后重启即可。',
  '  (the per-database logins could not be made: the second wall is weaker)',
].join('\n');

const WEB = fileURLToPath(new URL('../../web/dist', import.meta.url));

/** Starts the whole site in this process: database, tables, packs, clocks, HTTP. */
export async function startSite({ env, print, onDown, staticDir = WEB }: StartOptions): Promise<RunningSite> {
  const settings = readSettings(env);
  const city = await loadCity(settings.packsDir ?? PACKS, settings.city, settings.demo);
  await mustBeFree(settings);
  const logger = createLogger(settings.logLevel);
  const data = await openData(settings, (line) => logger.info({}, line), onDown);
  try {
    if (!(await haveOwnLogins(data.databases))) print(WEAKER);
    const wired = await wireUp(settings, city, data);
    if (settings.demo) await tellDemo({ city, databases: data.databases, wired, print, peers: settings.peers });
    const metrics = createMetrics();
    addGauges(metrics, { databases: data.databases, tenants: wired.tenants, settings });
    const server = await serveSite({ settings, city, data, wired, staticDir, metrics });
    const relay = joinHubs(data, wired, logger);
    const clockwork = startJobs({ settings, city, data, wired, metrics }, logger);
    print(greeting(settings, city, server.url, data.where));
    return {
      url: server.url,
      wired,
      stop: async () => {
        await server.stop();
        await clockwork.stop();
        await relay.stop();
        await data.close();
      },
    };
  } catch (error) {
    await data.close();
    throw error;
  }
}

/** The tenant, its organisation and its loops are brought up to the packs before anything else runs. */
async function wireUp(settings: Settings, city: City, { databases, contentKey }: OpenedData): Promise<Wired> {
  const wallClock = Date.now;
  const store = createTenantStore(databases);
  await store.add({ id: city.id, name: city.name, demo: settings.demo }, wallClock());
  await importOrganisation(createRegistryStore(databases.system), city.id, city.pack);
  await publishLoops(databases, city.id, city.loops, wallClock());
  const tenants = await createTenants(store, wallClock);
  const book = await loadDefinitionBook(databases);
  return wire({ settings, city, databases, contentKey, tenants, book, version: await versionOf(), wallClock });
}

type Served = {
  readonly settings: Settings;
  readonly city: City;
  readonly data: OpenedData;
  readonly wired: Wired;
  readonly staticDir: string;
  readonly metrics: Metrics;
};

async function serveSite({ settings, city, data: { databases }, wired, staticDir, metrics }: Served) {
  const { access, operations, hub, tenants } = wired;
  const app = createHttpApp({
    operations,
    resolveTenant: () => city.id,
    resolveActor: access.resolveActor,
    clock: tenants.now,
    ids: idSource(Date.now, (size) => crypto.getRandomValues(new Uint8Array(size))),
    logger: createLogger(settings.logLevel),
    metrics,
    about: {
      title: '畅营 Clearway',
      version: await versionOf(),
      ...(settings.baseUrl ? { baseUrl: settings.baseUrl } : {}),
    },
    sessions: access.sessionOperations,
    ...(access.oidc ? { oidc: access.oidc } : {}),
    hub,
    readiness: async () => [await canQuery(databases)],
    staticDir,
    trustedProxies: settings.trustedProxies,
    auditRefusal: access.auditRefusal,
  });
  return serve(app, settings);
}

async function canQuery({ system }: OpenedData['databases']) {
  try {
    await createTenantStore({ system }).list();
    return { name: 'database', ok: true };
  } catch (error) {
    return { name: 'database', ok: false, why: error instanceof Error ? error.message : 'unreachable' };
  }
}

/** Several processes of one site: open pages of each hear of what the others do. */
function joinHubs({ databases }: OpenedData, { hub }: Wired, logger: ReturnType<typeof createLogger>) {
  const relay = openRelay({
    databases,
    received: ({ to, message }) => receive(to, message),
    failed: (error) => logger.error({ err: error }, 'relay between processes failed'),
  });
  const receive = hub.connect((to, message) => relay.send({ to, message }));
  return relay;
}

function startJobs(
  { settings, city: { id }, data: { databases }, wired, metrics }: Omit<Served, 'staticDir'>,
  logger: ReturnType<typeof createLogger>,
) {
  const { tenants } = wired;
  const counters = jobCounters(metrics);
  const clockwork = startClockwork({
    jobs: [
      { name: 'sweep', everyMs: 5_000, run: () => wired.sweep(id, tenants.now(id)) },
      { name: 'outbox', everyMs: 1_000, run: () => wired.deliver(id, tenants.now(id)) },
      { name: 'reproject', everyMs: 86_400_000, run: () => wired.upkeep.reproject(id, tenants.now(id)) },
      { name: 'retain', everyMs: 86_400_000, run: () => wired.upkeep.retain(id, tenants.now(id)) },
      ...wired.jobs.map((job) => ({ ...job, run: () => job.run(id, tenants.now(id)) })),
      dailyRootJob({ databases, tenants, settings }),
      // The command line may have moved a demo's clock.
      { name: 'tenants', everyMs: 5_000, run: () => tenants.reload().then(() => 0) },
      { name: 'entitle', everyMs: 60_000, run: () => wired.upkeep.entitle(id, tenants.now(id)) },
      { name: 'expire', everyMs: 600_000, run: () => wired.access.removeExpired() },
    ],
    did: counters.did,
    failed: (job, error) => {
      counters.failed();
      logger.error({ err: error, job }, 'job failed');
    },
  });
  // What is done once a day is also done at a start: a new calendar may have come with the packs.
  void clockwork
    .nudge('reproject')
    .then(() => clockwork.nudge('retain'))
    .then(() => clockwork.nudge('audit-root'));
  return clockwork;
}

const greeting = (settings: Settings, city: City, url: string, where: string): string =>
  [
    '',
    `  畅营 Clearway · ${city.name}${settings.demo ? '（演示）' : ''}`,
    `  网址  ${url}`,
    `  接口  ${url}/api/docs`,
    `  数据  ${where}`,
    ...(settings.demo
      ? ['', '  演示账号 demo accounts', ...demoAccounts(city).map(accountLine), ...settings.peers.map(peerLine)]
      : []),
    '',
  ].join('\n');

const peerLine = ({ peer, secret = '' }: Settings['peers'][number]): string =>
  `    ${peer.padEnd(12)}${secret}  工单对接密钥（POST /api/exchange/work-orders 的签名）`;

const accountLine = ({ login, password, title }: ReturnType<typeof demoAccounts>[number]): string =>
  `    ${login.padEnd(12)}${password ?? '（短信验证码登录）'}  ${title}`;
