import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seededRandom } from '#kernel';
import { enterpriseActor } from '#testing/site';
import {
  atOnce,
  type ClaimSite,
  claimSite,
  clause,
  confirmAccount,
  DAY,
  fixed,
  fund,
  pay,
  policyOf,
  RESEARCH,
  STAFF,
} from './claims.fixture.ts';

/** Another seed walks another way. */
const SEED = process.env.NOBODY_TWICE_SEED ?? 'nobody-twice';
const STEPS = Number(process.env.NOBODY_TWICE_STEPS ?? 60);
const AUTOMATIC = ['n-quarter', 'n-high', 'n-other'];
const POLICY = policyOf([
  clause('n-quarter', 'automatic', fixed('1万元', 'per: quarter\n    '), STAFF),
  clause('n-high', 'automatic', fixed('2万元', 'group: one-of\n    '), STAFF),
  clause('n-other', 'automatic', fixed('2万元', 'group: one-of\n    '), RESEARCH),
  clause('n-low', 'instant', fixed('1万元', 'group: one-of\n    '), RESEARCH),
]);

let site: ClaimSite;
let line: string;
const random = seededRandom(SEED);
const objections: string[] = [];
beforeAll(async () => {
  site = await claimSite(8, 0, POLICY);
  line = await fund(site, 150_000);
  for (const firm of site.firms) await confirmAccount(site, firm);
}, 180_000);
afterAll(async () => {
  await site?.[Symbol.asyncDispose]();
});

const any = <T>(of: readonly T[]): T | undefined => of[random.int(0, Math.max(0, of.length - 1))];
const twice = <T>(what: () => Promise<T>) => atOnce([what(), what()]);

type Step = () => Promise<unknown>;
const STEPS_BY_NAME: Readonly<Record<string, Step>> = {
  'two batches at once': () =>
    atOnce(
      [any(AUTOMATIC), any(AUTOMATIC)].map((one) =>
        site.call(site.as.clerk, 'claims.open-batch', { clause: one ?? '' }),
      ),
    ),
  'an objection, twice': async () => {
    const { items } = await site.call<{ items: { id: string }[] }>(site.as.clerk, 'claims.list', {
      status: 'publicity',
    });
    const id = any(items)?.id;
    if (!id) return;
    const object = () =>
      site.call<{ matter: string }>(enterpriseActor(any(site.firms) ?? ''), 'claims.object', {
        id,
        text: '人数不止这些，请核实',
      });
    for (const { matter } of (await twice(object)).yes) if (!objections.includes(matter)) objections.push(matter);
  },
  'an objection decided': async () => {
    const id = objections.pop();
    if (!id) return;
    const upheld = { move: 'uphold', outcome: 'resolved', note: '查实人数不符' };
    const dismissed = { move: 'dismiss', ground: 'checked', note: '经核实符合条件', reply: '经核实符合条件' };
    await site.call(site.as.head, 'matters.move', { id, ...(random.int(0, 1) === 0 ? upheld : dismissed) });
    await twice(() => site.job('follow-claims'));
  },
  'batches confirmed, twice': async () => {
    site.clock.now += 8 * DAY;
    const { items } = await site.call<{ items: { id: string; status: string }[] }>(site.as.clerk, 'claims.batches', {});
    for (const { id } of items.filter((each) => each.status === 'publicity'))
      await twice(() => site.call(site.as.head, 'claims.confirm-batch', { id }));
  },
  'somebody asks for the lower one': () =>
    atOnce([site.call(enterpriseActor(any(site.firms) ?? ''), 'claims.apply', { clause: 'n-low' })]),
  'promises, twice': () => twice(() => site.job('promise-claims')),
  'two payers, some payments come back': async () => {
    site.clock.now += 60_000;
    for (const firm of site.firms) await confirmAccount(site, firm);
    return twice(() => pay(site, line, () => (random.int(0, 2) === 0 ? '户名不符' : '')));
  },
  'the money is followed, twice': () => twice(() => site.job('follow-money')),
  'more money': () =>
    site.call(site.as.treasurer, 'funds.budget', { id: line, amount: random.int(1, 9) * 10_000_00, note: '演示追加' }),
  'a quarter later': async () => {
    site.clock.now += random.int(20, 95) * DAY;
  },
};

/** Each finds nothing, whatever happened. */
const NEVER: Readonly<Record<string, string>> = {
  'one clause twice in a period': `select clause, enterprise_id from policy_claims where status not in ('refused', 'withdrawn')
    group by clause, enterprise_id, period having count(*) > 1`,
  'two of a group in one year': `select enterprise_id from policy_claims where clause in ('n-high', 'n-other', 'n-low')
    and status not in ('refused', 'withdrawn') group by enterprise_id, period having count(*) > 1`,
  'more arrived than is due once': `select policy_version, enterprise_id from fund_items i
    group by policy_version, enterprise_id, period
    having sum(paid) > case policy_version when 'n-high' then 2000000 when 'n-other' then 2000000 else 1000000 end`,
  'one payment arrived twice': `select item_id from fund_payments where outcome = 'arrived' group by item_id having count(*) > 1`,
  'two claims for one payment': `select fund_item from policy_claims where fund_item is not null group by fund_item having count(*) > 1`,
  'paid to one who was struck off': `select c.id from policy_claims c join fund_items i on i.policy_version = c.clause
    and i.enterprise_id = c.enterprise_id and i.period = c.period where c.status = 'refused' and c.batch_id is not null`,
};

test(`${STEPS} steps in any order (NOBODY_TWICE_SEED=${SEED}): nobody gets anything twice`, async () => {
  const names = Object.keys(STEPS_BY_NAME);
  const walked: string[] = [];
  for (let n = 0; n < STEPS; n += 1) {
    const name = any(names) ?? '';
    walked.push(name);
    await STEPS_BY_NAME[name]?.();
    for (const [never, text] of Object.entries(NEVER)) {
      const { rows } = await sql.raw(text).execute(site.databases.system);
      expect(rows, `${never}, after ${walked.join(' → ')}`).toEqual([]);
    }
  }
  const { rows } = await sql<{
    paid: number;
    back: number;
  }>`select count(*) filter (where outcome = 'arrived')::int as paid,
    count(*) filter (where outcome = 'returned')::int as back from fund_payments`.execute(site.databases.system);
  console.log(`nobody twice: ${STEPS} steps, ${JSON.stringify(rows[0])}`);
  expect(rows[0]?.paid).toBeGreaterThan(0);
});
