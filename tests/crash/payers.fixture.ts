import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { makeUscc, type SeededRandom } from '#kernel';
import { addFirm, addOfficial } from './people.fixture.ts';
import { pause, type RunningProcess } from './site-process.fixture.ts';

export const FIRMS = Array.from({ length: 8 }, (_, n) => ({
  id: makeUscc('9', '1', '330802', `MA1${String(n).padStart(6, '0')}`),
  name: `收款企业${n}`,
  number: `62220000${String(n).padStart(4, '0')}`,
}));
const CLAUSES = ['clause-a', 'clause-b', 'clause-c'];
export const TREASURER = 'treasurer';
export const PAYERS = ['payer-one', 'payer-two'] as const;
const tokenOf = (who: string): string => `token-of-${who}`;

/** Firms with their sessions, two who prepare and send, one who approves. */
export async function addPayers(client: pg.Client): Promise<void> {
  for (const { id, name } of FIRMS) await addFirm(client, { id, name, token: tokenOf(id) });
  for (const id of PAYERS)
    await addOfficial(client, { id, unit: 'qz-finance', role: 'finance-officer', token: tokenOf(id) });
  await addOfficial(client, { id: TREASURER, unit: 'qz-finance', role: 'finance-head', token: tokenOf(TREASURER) });
}

/** `moving`: how many batches are on their way from one state to the next at this moment. */
export type Site = { current: Promise<RunningProcess>; moving: number };
const MOVES_A_BATCH = /\/batches\/[^/]+\/(approve|send|cancel|receipt)$/;
type Asked = {
  readonly who: string;
  readonly method?: string;
  readonly path: string;
  readonly body?: object | FormData;
};
type Item = Payment & {
  readonly id: string;
  readonly batch?: string;
  readonly balances: Readonly<Record<string, number>>;
};
type Answer = { readonly id: string; readonly items: readonly Item[]; readonly findings?: readonly unknown[] };

/** Asks with one key until somebody answers; undefined is a no with a reason. */
export async function insist(site: Site, asked: Asked): Promise<Answer | undefined> {
  const moves = MOVES_A_BATCH.test(asked.path) ? 1 : 0;
  site.moving += moves;
  try {
    return await askUntilTold(site, asked);
  } finally {
    site.moving -= moves;
  }
}

async function askUntilTold(site: Site, { who, method = 'POST', path, body }: Asked): Promise<Answer | undefined> {
  const form = body instanceof FormData;
  const headers = {
    authorization: `Bearer ${tokenOf(who)}`,
    'idempotency-key': randomUUID(),
    ...(body && !form ? { 'content-type': 'application/json' } : {}),
  };
  const init = { method, headers, ...(body ? { body: form ? body : JSON.stringify(body) } : {}) };
  for (let tries = 0; tries < 1000; tries += 1) {
    const { url } = await site.current;
    const response = await fetch(url + path, { ...init, signal: AbortSignal.timeout(20_000) }).catch(() => undefined);
    const told = (await response?.json().catch(() => undefined)) as Answer | undefined;
    if (response?.ok && told) return told;
    if (response && [401, 403, 404].includes(response.status))
      throw new Error(`${path}: ${response.status} ${JSON.stringify(told)}`);
    // A yes that was cut off in the middle is asked for again, like no answer at all.
    if (response && !response.ok && response.status < 500 && response.status !== 429) return undefined;
    await pause(25);
  }
  throw new Error(`${path}: no answer after a thousand tries`);
}

/** Reads: never refused. */
export async function look(site: Site, who: string, path: string): Promise<Answer> {
  const told = await insist(site, { who, method: 'GET', path });
  if (!told) throw new Error(`${path} was refused`);
  return told;
}

/** What was said yes to: it must be there, once, whatever happens. */
export type Said = { readonly items: Set<string>; readonly batches: Set<string>; acts: number };

type Hand = {
  readonly site: Site;
  readonly who: string;
  readonly line: string;
  readonly random: SeededRandom;
  readonly said: Said;
};

/** One payer: promises, batches, bank files, one after another, in whatever order chance has it. */
export async function payUntil(hand: Hand, stopped: () => boolean): Promise<void> {
  while (!stopped()) {
    const what = hand.random.int(0, 9);
    if (what < 4) await promise(hand);
    else if (what < 8) await payBatch(hand);
    else await change(hand);
    hand.said.acts += 1;
  }
}

async function promise({ site, who, line, random, said }: Hand): Promise<void> {
  const body = {
    line,
    enterprise: FIRMS[random.int(0, FIRMS.length - 1)]?.id,
    policyVersion: CLAUSES[random.int(0, CLAUSES.length - 1)],
    period: `20${random.int(26, 29)}`,
    purpose: '补助',
    amount: random.int(1, 40) * 10_000,
    advance: random.int(0, 2) === 0,
  };
  const item = await insist(site, { who, path: '/api/funds/items', body });
  if (item) said.items.add(item.id);
}

async function payBatch(hand: Hand): Promise<void> {
  const { site, who, line, random, said } = hand;
  const { items } = await look(site, who, `/api/funds/items?line=${line}&stage=committed`);
  const free = items.filter((each) => !each.batch).map((each) => each.id);
  if (free.length === 0) return;
  // Both payers reach for the same ones.
  const chosen = random.shuffle(free).slice(0, random.int(1, 5));
  const body = { line, items: chosen, format: 'treasury-csv' };
  const batch = await insist(site, { who, path: '/api/funds/batches', body });
  if (!batch) return;
  said.batches.add(batch.id);
  const path = `/api/funds/batches/${batch.id}`;
  if (random.int(0, 9) === 0) {
    await insist(site, { who, path: `${path}/cancel`, body: {} });
    return;
  }
  await insist(site, { who: TREASURER, path: `${path}/approve`, body: {} });
  await insist(site, { who, path: `${path}/send`, body: {} });
  const { items: payments } = await look(site, who, path);
  await receipt(hand, path, payments, () => random.int(0, 3) === 0);
  // What had arrived comes back after all.
  if (random.int(0, 4) === 0) await receipt(hand, path, payments.slice(0, 1), () => true);
}

type Payment = { readonly reference: string; readonly amount: number; readonly enterprise: { readonly id: string } };

async function receipt(
  { site, who }: Hand,
  path: string,
  payments: readonly Payment[],
  back: () => boolean,
): Promise<void> {
  const lines = payments.map(({ reference, amount, enterprise }) => {
    const firm = FIRMS.find((each) => each.id === enterprise.id);
    const returned = back();
    return [
      reference,
      randomUUID(),
      firm?.number,
      firm?.name,
      amount,
      returned ? '2' : '1',
      returned ? '户名不符' : '',
    ];
  });
  const csv = [['支付令号', '国库流水号', '收款人账号', '收款人全称', '支付金额（分）', '状态', '退回原因'], ...lines]
    .map((row) => row.join(','))
    .join('\n');
  const body = new FormData();
  body.set('file', new File([`${csv}\n`], '回单.csv', { type: 'text/csv' }));
  await insist(site, { who, path: `${path}/receipt`, body });
}

/** The treasurer gives, cuts, frees, settles advances, claims back, books what came home. */
async function change({ site, who, line, random }: Hand): Promise<void> {
  const amount = random.int(1, 40) * 10_000;
  if (random.int(0, 1) === 0) {
    const note = '预算调整文件';
    await insist(site, {
      who: TREASURER,
      path: `/api/funds/lines/${line}/budget`,
      body: { amount: random.int(0, 2) === 0 ? -amount : amount, note },
    });
    return;
  }
  const { items } = await look(site, who, `/api/funds/items?line=${line}`);
  const act = ['release', 'reclaim', 'recover', 'finalise'][random.int(0, 3)];
  const all = { release: 'committed', reclaim: 'paid', recover: 'receivable', finalise: 'advanced' }[act ?? ''] ?? '';
  // Mostly where there is something to be had; what is asked in vain is refused.
  const able = items.filter(({ balances }) => (balances[all] ?? 0) > 0 || random.int(0, 3) === 0);
  const item = able[random.int(0, Math.max(0, able.length - 1))];
  if (!item) return;
  const body = { amount: Math.max(1, random.int(0, 1) === 0 ? (item.balances[all] ?? 0) : amount), note: '核实后处理' };
  await insist(site, { who: TREASURER, path: `/api/funds/items/${item.id}/acts/${act}`, body });
}
