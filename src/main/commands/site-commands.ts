import { join, resolve } from 'node:path';
import type { LocalCall, LocalCommand } from '#entrypoints/cli';
import { dayOf, formatInstant, instant, refuse, toInstant } from '#kernel';
import { readRootFile, writeRootFile } from '#platform/operate';
import { checkProjections, type ProjectionReport, rebuildProjections, takeRoot, verifyChains } from '#storage';
import { backupCommand, restoreCommand } from './backup-commands.ts';
import { type LocalSite, withSite } from './open-site.ts';

const TENANT = {
  flags: '--tenant <id>',
  summary: '只对这个城市，不填则对全部 · this city only',
} as const;

const textOption = ({ options }: LocalCall, name: string): string | undefined => {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
};

function tenantsOf(
  { tenants }: LocalSite,
  call: LocalCall,
): readonly { readonly id: string; readonly demo: boolean }[] {
  const wanted = textOption(call, 'tenant');
  const found = tenants.all().filter((each) => wanted === undefined || each.id === wanted);
  if (found.length > 0) return found;
  throw refuse({
    code: 'cli.tenant',
    kind: 'not-found',
    what: wanted ? `没有名为 ${wanted} 的城市` : '这里还没有城市',
    todo: wanted ? '请核对 --tenant' : '请先启动一次网站：clearway start',
  });
}

function oneTenant(site: LocalSite, call: LocalCall): string {
  const [first, ...more] = tenantsOf(site, call);
  if (first && more.length === 0) return first.id;
  throw refuse({
    code: 'cli.tenant',
    kind: 'invalid',
    what: '这里有不止一个城市',
    todo: '请用 --tenant 指明是哪一个',
  });
}

const sweep: LocalCommand = {
  name: 'clock sweep',
  summary: '到某一时刻，把到期的提醒、超期都触发 · fire what is due by an instant',
  options: [
    { flags: '--at <instant>', summary: '时刻，如 2026-10-08T17:30:00+08:00，默认现在 · default: now' },
    TENANT,
  ],
  examples: ['clearway clock sweep', 'clearway clock sweep --at 2026-10-08T17:30:00+08:00'],
  run: (call) =>
    withSite(call.env, async (site) => {
      const given = textOption(call, 'at');
      const done = [];
      for (const { id, demo } of tenantsOf(site, call)) {
        const now = site.tenants.now(id);
        const at = given === undefined ? now : instant(given);
        // In a demo city the clock goes along, so that its pages tell the same time as its events.
        if (demo && at > now) await site.tenants.setNow(id, at);
        done.push({ tenant: id, at: formatInstant(toInstant(at)), moved: await site.wired.sweep(id, at) });
      }
      const lines = done.map((each) => `${each.tenant}：到 ${each.at}，${each.moved} 件有变化`);
      return { json: done, text: `${lines.join('\n')}\n` };
    }),
};

const root: LocalCommand = {
  name: 'audit root',
  summary: '取审计根；--out 写成存根文件带出数据库 · the root over all chains',
  options: [{ flags: '--out <file>', summary: '存根文件 · where to write the root file' }, TENANT],
  examples: ['clearway audit root --out 2026-09-07.json'],
  run: (call) =>
    withSite(call.env, async (site) => {
      const tenant = oneTenant(site, call);
      const day = dayOf(toInstant(site.tenants.now(tenant)));
      const { heads, ...taken } = await takeRoot(site.databases.system, tenant, day);
      const file = textOption(call, 'out');
      if (file) await writeRootFile(resolve(file), { ...taken, heads });
      const said = [
        `${day} ${tenant}`,
        `根哈希 ${taken.root}`,
        `${taken.chains} 条链，${taken.events} 个事件`,
        file ? `存根写到了 ${file}：请带离本机，分开保管` : '加 --out 文件名，可写成存根文件',
      ];
      return { json: { ...taken, ...(file ? { file: resolve(file) } : {}) }, text: `${said.join('\n')}\n` };
    }),
};

const verify: LocalCommand = {
  name: 'audit verify',
  summary: '逐条核对事件链；--root 与带出的存根对照 · verify every chain',
  options: [{ flags: '--root <file>', summary: '存根文件 · a root file taken earlier' }, TENANT],
  examples: ['clearway audit verify --root 2026-09-07.json'],
  run: (call) =>
    withSite(call.env, async (site) => {
      const file = textOption(call, 'root');
      const outside = file ? await readRootFile(resolve(file)) : undefined;
      const only = outside?.tenant;
      const reports = [];
      for (const { id } of tenantsOf(site, call).filter((each) => only === undefined || each.id === only))
        reports.push({ tenant: id, ...(await verifyChains(site.databases.system, id, outside)) });
      if (reports.length === 0)
        throw refuse({ code: 'audit.other-city', kind: 'invalid', what: `存根是 ${only} 的，这里没有这个城市` });
      const ok = reports.every((each) => each.ok);
      const lines = reports.flatMap(({ tenant, chains, events, findings }) => [
        `${tenant}：${chains} 条链，${events} 个事件，${findings.length === 0 ? '全部相符' : `${findings.length} 处不符`}`,
        ...findings.map(({ matter, seq, what }) => `  ${matter}${seq === undefined ? '' : ` #${seq}`} ${what}`),
      ]);
      return { json: { ok, reports }, text: `${lines.join('\n')}\n`, exitCode: ok ? 0 : 1 };
    }),
};

const projections = (name: 'check' | 'rebuild', summary: string, work: typeof checkProjections): LocalCommand => ({
  name: `projections ${name}`,
  summary,
  options: [TENANT],
  run: (call) =>
    withSite(call.env, async (site) => {
      const reports: (ProjectionReport & { tenant: string })[] = [];
      for (const { id } of tenantsOf(site, call)) {
        const directory = await site.wired.registry.directory(id, site.tenants.now(id));
        reports.push({ tenant: id, ...(await work(site.databases.system, id, directory)) });
      }
      const clean = reports.every((each) => each.differing.length === 0 && !each.staleAccess);
      const text = `${reports.flatMap((each) => linesOf(each, name === 'rebuild')).join('\n')}\n`;
      return { json: { ok: clean, reports }, text, exitCode: clean || name === 'rebuild' ? 0 : 1 };
    }),
});

function linesOf(report: ProjectionReport & { tenant: string }, rebuilt: boolean): readonly string[] {
  const { tenant, matters, differing, staleAccess = [], what = [] } = report;
  const done = rebuilt ? '，已按事件重写' : '，可用 clearway projections rebuild 重写';
  return [
    `${tenant}：${matters} 件，${differing.length} 件与事件不符${differing.length > 0 ? done : ''}`,
    ...what.map((each) => `  ${each}`),
    ...(staleAccess.length > 0 ? [`  ${staleAccess.length} 件的查看权限与今天的机构、任职不一致${done}`] : []),
  ];
}

/** Where the daily roots of a site go. */
export const rootsFolder = (dataDir: string): string => join(dataDir, 'roots');

/** Commands that work on the site's database. */
export const siteCommands: readonly LocalCommand[] = [
  sweep,
  root,
  verify,
  projections('check', '核对每件事项与其事件是否一致 · compare every fold', checkProjections),
  projections('rebuild', '按事件重写不一致的事项 · rewrite what differs', rebuildProjections),
  backupCommand,
  restoreCommand,
];
