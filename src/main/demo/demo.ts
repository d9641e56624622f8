import { readFile } from 'node:fs/promises';
import { type Call, dayOf, toInstant } from '#kernel';
import {
  type DemoAccount,
  type DemoCity,
  installDemo,
  makeDemoCity,
  type PublishedMeasure,
  planSteps,
  type RunStep,
  scenario,
  seedDemo,
} from '#platform/demo';
import type { Settings } from '#platform/settings';
import { createDemoMarks, createOutreachStore, type Databases } from '#storage';
import type { City } from '../city.ts';
import type { Wired } from '../wire.ts';
import { tellBlocks } from './blocks.ts';
import { tellCollected } from './collect.ts';
import { tellEvaluation } from './evaluation.ts';
import { tellOrders } from './exchange.ts';
import { runJob, tellFacts } from './facts.ts';
import { tellFunds } from './funds.ts';
import { tellPolicies } from './policies.ts';
import { tellActions, tellCauses, withLists } from './quality.ts';
import { tellSimulation } from './simulation.ts';

export type DemoSite = {
  readonly city: City;
  readonly databases: Databases;
  readonly wired: Wired;
  readonly print: (line: string) => void;
  /** With whom work orders are exchanged. */
  readonly peers: Settings['peers'];
};

const DAY = 86_400_000;
const PLAN = 'quzhou/plans/quzhou-2021-最优城市.txt';

/**
 * Fills a fresh demo tenant through the operations that users use: people and firms, the real 2021 plan as history and a
 * copy shifted to this year that is live, then months of work, each step at its own time. Interrupted, it goes on.
 */
export async function tellDemo(site: DemoSite): Promise<void> {
  const { city, databases, wired, print } = site;
  const marks = createDemoMarks(databases);
  if (await marks.isDone(city.id)) return;
  print('正在生成演示城市：企业、人员、计划和两个月的诉求，约两三分钟（仅首次）· filling the demo city, once…');
  const now = await marks.begin(city.id, Date.now());
  const demo = makeDemoCity(city.pack);
  await installPeople(site, demo, now);
  const runStep = runner(wired, city.id);
  const publishedAt = publishingTime(now);
  const measures = await tellPlans(site, demo, runStep, publishedAt, now);
  const steps = [
    ...planSteps(demo, measures, { publishedAt, now, calendar: city.calendar }),
    ...scenario(demo, { now, calendar: city.calendar }),
  ].sort((a, b) => a.at - b.at);
  const { refused } = await seedDemo(steps, {
    run: runStep,
    sweep: async (at) => ((await marks.isDue(city.id, at)) ? wired.sweep(city.id, at) : 0),
    progress: (done, of) => (done % 500 === 0 ? print(`  ${Math.round((done / of) * 100)} %`) : undefined),
  });
  await tellOrders(runStep, { peers: site.peers, at: Date.now() }, now);
  await tellFacts(site, demo, runStep, now);
  const job = (name: string, at: number) => runJob(wired, city.id, at, name);
  await tellFunds({ demo, run: runStep, job, calendar: city.calendar }, now);
  await tellBlocks(demo, runStep, now);
  await tellPolicies(demo, runStep, now);
  await tellSimulation(demo, runStep, now);
  await tellCollected(demo, runStep, now);
  await tellCauses(wired, city.id, demo, runStep, now);
  await tellEvaluation(wired, city.id, demo, runStep, now);
  await wired.sweep(city.id, now);
  await readOldNotices(demo, runStep, now);
  await marks.done(city.id);
  print(`演示城市已就绪：${steps.length} 步${refused.length > 0 ? `，其中 ${refused.length} 步被规则拒绝` : ''}`);
}

/** Who there is before anything happens: officials, firms, grids and their accounts. */
export async function installPeople(
  { city, databases, wired }: Omit<DemoSite, 'peers'>,
  demo: DemoCity,
  now: number,
): Promise<void> {
  const { vault, ids } = wired.matters;
  const seal = { seal: (text: string) => vault.sealBytes(Buffer.from(text, 'utf8')), open: vault.open };
  const outreach = createOutreachStore(databases.system, seal, ids);
  await installDemo(demo, city.id, now, {
    registry: wired.registryStore,
    putGrids: (tenant, grids) => outreach.change(tenant, [], (_before, writer) => writer.putGrids(grids)),
    addAccount: (tenant, account) => addAccount(wired, tenant, account).catch(unlessThere),
  });
  wired.registry.forget(city.id);
}

const UNIQUE_VIOLATION = '23505';

/** A fill that was interrupted and goes on finds the accounts it made before. */
function unlessThere(error: unknown): void {
  if ((error as { readonly code?: string }).code !== UNIQUE_VIOLATION) throw error;
}

async function addAccount({ access }: Wired, tenant: string, account: DemoAccount): Promise<void> {
  const { id, login } = account;
  if (account.kind === 'official')
    return access.register(tenant, {
      id,
      kind: 'official',
      login,
      personId: account.person,
      password: account.password,
      passwordIsOwn: true,
    });
  return access.register(tenant, {
    id,
    kind: 'enterprise',
    login,
    enterpriseId: account.enterprise,
    phone: account.phone,
  });
}

/** Runs an operation as HTTP would, at a time of the story's own. A step told twice changes nothing. */
function runner({ operations }: Wired, tenant: string): RunStep {
  const byId = new Map(operations.map((each) => [each.id, each]));
  let count = 0;
  return async ({ at, actor, operation, input, token }) => {
    const found = byId.get(operation);
    if (!found) throw new Error(`the demo calls ${operation}, which is no operation`);
    count += 1;
    const key = `demo-${count}`;
    const call: Call = { tenant, actor, now: at, requestId: key, idempotencyKey: key, ...(token && { token }) };
    return found.handle(call, found.input.parse(input));
  };
}

/** The plan was issued on 12 April; told in the first months of a year, the copy is a few weeks old. */
function publishingTime(now: number): number {
  const april = Date.parse(`${dayOf(toInstant(now)).slice(0, 4)}-04-12T10:00:00+08:00`);
  return Math.min(april, now - 20 * DAY);
}

/** People read what they are told; only the last days' notices are still new. */
async function readOldNotices(demo: DemoCity, run: RunStep, now: number): Promise<void> {
  for (const { person, unit, role } of demo.posts) {
    const actor = { kind: 'official' as const, id: person, unit, roles: [role], permissions: [] };
    await run({ at: now - 2 * DAY, actor, operation: 'inbox.read', input: { id: 'all' } });
  }
}

type Sheet = { readonly title: string; readonly [field: string]: unknown };

/** The plan as published, for the record; and its copy of this year, live. */
async function tellPlans(
  { city }: DemoSite,
  demo: DemoCity,
  run: RunStep,
  at: number,
  now: number,
): Promise<readonly PublishedMeasure[]> {
  const planner = demo.official('qz-biz-office', 'planner');
  if (!planner) throw new Error('the demo city has no planner');
  const text = await readFile(`${city.folder}/${PLAN}`, 'utf8');
  const history = (await run({ at, actor: planner, operation: 'plans.parse', input: { text } })) as Sheet;
  await run({ at, actor: planner, operation: 'plans.add', input: { ...history, status: 'history' } });
  const year = dayOf(toInstant(at)).slice(0, 4);
  const shifted = (await run({
    at,
    actor: planner,
    operation: 'plans.parse',
    input: { text: text.replaceAll('2021', year) },
  })) as Sheet;
  const sheet = { ...withLists(shifted), title: `${shifted.title}（演示）`, demo: true };
  const { id } = (await run({ at, actor: planner, operation: 'plans.add', input: sheet })) as { id: string };
  await run({ at, actor: planner, operation: 'plans.publish', input: { id } });
  await tellActions(demo, run, id, now);
  return measuresOf(await run({ at, actor: planner, operation: 'plans.get', input: { id } }));
}

type PlanView = {
  readonly tree: readonly {
    readonly measures: readonly {
      readonly due: { readonly date: string | null };
      readonly matter?: { readonly id: string; readonly holder?: { readonly unit: { readonly id: string } } };
    }[];
  }[];
};

const measuresOf = (view: unknown): readonly PublishedMeasure[] =>
  (view as PlanView).tree.flatMap(({ measures }) =>
    measures.flatMap(({ due, matter }) =>
      matter?.holder ? [{ matter: matter.id, lead: matter.holder.unit.id, due: due.date }] : [],
    ),
  );
