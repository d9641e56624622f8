import { addWorkingDays, isRefusal, toInstant, type WorkingCalendar } from '#kernel';
import type { DemoCity, Step } from '#platform/demo';
import { claimsToFile, decide, type Filed, file, openLines, payday, recognise } from './claims.ts';
import { tellPushes } from './pushes.ts';
import { secondThoughts } from './second-thoughts.ts';

type Run = (step: Pick<Step, 'at' | 'actor' | 'operation' | 'input'>) => Promise<unknown>;
type Job = (name: string, at: number) => Promise<void>;
type Event = { readonly at: number; readonly tell: () => Promise<void> };

/** What the story is told with: operations, jobs, and the working days on which offices are open. */
export type Telling = {
  readonly demo: DemoCity;
  readonly run: Run;
  readonly job: Job;
  readonly calendar: WorkingCalendar;
};

/**
 * A month of policy money in the demo city, through the operations of those who handle it: budgets, pushes that are read,
 * claims in every state, one batch of 免申即享 paid and one in publicity with an objection, paydays with what the bank
 * answered, advances of which some are settled.
 */
export async function tellFunds({ demo, run, job, calendar }: Telling, now: number): Promise<void> {
  const officer = demo.official('qz-finance', 'finance-officer');
  if (!officer) return;
  const lines = (await run({ at: now, actor: officer, operation: 'funds.lines', input: {} })) as {
    readonly items: readonly unknown[];
  };
  if (lines.items.length > 0) return; // told before, by a start that was interrupted
  let filed: readonly Filed[] = [];
  /** So many working days ago: whatever day the demo is filled on, what follows comes after. */
  const on = (days: number, hour: number, tell: (at: number) => Promise<void>): Event => {
    const { day } = addWorkingDays(calendar, toInstant(now), -days);
    const at = Date.parse(`${day}T${String(hour).padStart(2, '0')}:00:00+08:00`);
    return { at, tell: () => tell(at) };
  };
  const clerksDecide = async (at: number): Promise<void> => {
    filed = await decide(demo, run, filed, at);
    await job('follow-claims', at);
    await job('promise-claims', at);
  };
  const years = [-22, 0].map((days) => Number(addWorkingDays(calendar, toInstant(now), days).day.slice(0, 4)));
  const events: readonly Event[] = [
    on(22, 9, (at) => openLines(demo, run, at, new Set(years))),
    on(22, 10, (at) => confirmAccounts(demo, run, at)),
    on(20, 9, (at) => tellPushes(demo, run, job, at)),
    ...claimsToFile(demo, now).map((each) => ({
      at: each.at,
      tell: async () => {
        const one = await file(demo, run, each);
        if (one) filed = [...filed, one];
      },
    })),
    ...[14, 9, 6, 3].map((days) => on(days, 15, clerksDecide)),
    on(17, 10, (at) => recognise(demo, run, at)),
    on(16, 10, (at) => openBatch(demo, run, 'cloud', at)),
    on(8, 10, (at) => confirmOpen(demo, run, job, at)),
    on(13, 10, (at) => payday(demo, run, job, at, 'answered')),
    on(7, 10, (at) => payday(demo, run, job, at, 'answered')),
    on(5, 10, (at) => settleSome(demo, run, at)),
    on(4, 10, (at) => payday(demo, run, job, at, 'sent')),
    on(2, 10, (at) => payday(demo, run, job, at, 'drafted')),
    on(3, 16, (at) => shareAccount(demo, run, at)),
    on(2, 14, (at) => secondThoughts(demo, run, at)),
    on(1, 10, (at) => openBatch(demo, run, 'green-factory', at)),
    on(1, 15, (at) => object(demo, run, at)),
  ];
  for (const each of events.toSorted((a, b) => a.at - b.at)) await each.tell();
  await job('follow-claims', now);
  await job('state-recognitions', now);
  await job('follow-money', now);
  for (const each of ['watch-advances', 'watch-pace', 'watch-funds']) await job(each, now);
}

const accountOf = (n: number): string => `62220000${String(n).padStart(6, '0')}`;

/** A firm that waits for money says that it should go where another's went: supervision stops it. */
async function shareAccount(demo: DemoCity, run: Run, at: number): Promise<void> {
  const actor = demo.official('qz-finance', 'finance-officer');
  if (!actor) return;
  const firmWith = async (holds: string) => {
    const { items } = (await run({ at, actor, operation: 'funds.items', input: { holds } })) as {
      readonly items: readonly { readonly enterprise: { readonly id: string }; readonly account?: boolean }[];
    };
    const ready = new Set(items.filter((each) => each.account).map((each) => each.enterprise.id));
    return demo.enterprises.findLastIndex(({ id }) => ready.has(id));
  };
  const [paid, waiting] = [await firmWith('paid'), await firmWith('committed')];
  const firm = demo.enterprises[waiting];
  if (!firm || paid < 0 || paid === waiting) return;
  const input = { number: accountOf(paid), holder: firm.name, bank: '演示银行衢州分行' };
  await run({ at, actor: demo.firm(firm.id), operation: 'funds.confirm-account', input });
}

/** Every eleventh firm has not said where its money should go. */
async function confirmAccounts(demo: DemoCity, run: Run, at: number): Promise<void> {
  for (const [n, firm] of demo.enterprises.entries()) {
    if (n % 11 === 10) continue;
    const input = { number: accountOf(n), holder: firm.name, bank: '演示银行衢州分行' };
    try {
      await run({ at, actor: demo.firm(firm.id), operation: 'funds.confirm-account', input });
    } catch (error) {
      // A firm that has changed its name since; it is asked again, as in life.
      if (!isRefusal(error)) throw error;
    }
  }
}

async function openBatch(demo: DemoCity, run: Run, clause: string, at: number): Promise<void> {
  const actor = demo.official('qz-economy-it', 'liaison');
  if (actor) await run({ at, actor, operation: 'claims.open-batch', input: { clause } });
}

type Batches = { readonly items: readonly { readonly id: string; readonly status: string }[] };

async function confirmOpen(demo: DemoCity, run: Run, job: Job, at: number): Promise<void> {
  const actor = demo.official('qz-economy-it', 'head');
  if (!actor) return;
  const { items } = (await run({ at, actor, operation: 'claims.batches', input: {} })) as Batches;
  for (const { id, status } of items)
    if (status === 'publicity') await run({ at, actor, operation: 'claims.confirm-batch', input: { id } });
  await job('promise-claims', at);
}

/** Of the advances that arrived one ends as it was given, one is topped up, one was too much; the rest are open. */
async function settleSome(demo: DemoCity, run: Run, at: number): Promise<void> {
  const actor = demo.official('qz-economy-it', 'liaison');
  if (!actor) return;
  const { items } = (await run({ at, actor, operation: 'claims.list', input: { open: 'yes' } })) as {
    readonly items: readonly { readonly id: string; readonly money: { readonly outstanding?: number } }[];
  };
  for (const [n, share] of [100, 180, 70].entries()) {
    const found = items[n];
    if (!found?.money.outstanding) continue;
    const fen = Math.floor((found.money.outstanding * share) / 100);
    await run({ at, actor, operation: 'claims.settle', input: { id: found.id, fen, why: '项目验收结论（演示）' } });
  }
}

async function object(demo: DemoCity, run: Run, at: number): Promise<void> {
  const clerk = demo.official('qz-economy-it', 'liaison');
  const objector = demo.enterprises[0];
  if (!clerk || !objector) return;
  const { items } = (await run({ at, actor: clerk, operation: 'claims.batches', input: {} })) as Batches;
  const open = items.find((each) => each.status === 'publicity');
  if (!open) return;
  const { lines } = (await run({ at, actor: clerk, operation: 'claims.batch', input: { id: open.id } })) as {
    readonly lines: readonly { readonly id: string }[];
  };
  const text = '这家企业今年已被撤销绿色工厂称号（演示）';
  const [first] = lines;
  if (first)
    await run({ at, actor: demo.firm(objector.id), operation: 'claims.object', input: { id: first.id, text } });
}
