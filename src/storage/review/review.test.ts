import ExcelJS from 'exceljs';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor, FileValue } from '#kernel';
import { importFacts } from '#testing/import-facts';
import { actorsOf, createTestSite, type TestSite } from '#testing/site';
import { codeOf } from '../enterprises/enterprises.fixture.ts';

const POSTS = {
  admin: { id: 'admin', unit: 'qz-big-data', role: 'admin' },
  chief: { id: 'chief', unit: 'qz-biz-office', role: 'office-head' },
  stranger: { id: 'stranger', unit: 'qz-housing', role: 'head' },
  tax: { id: 'tax', unit: 'qz-tax', role: 'head' },
} as const;
const FIRMS = 40;

let site: TestSite;
let as: Readonly<Record<keyof typeof POSTS, Actor>>;
const clause = 'small-profit';

/** Revenue of the year before, as the tax office stated it for a day. */
async function stateRevenue(asOf: string, of: (i: number) => number): Promise<void> {
  const rows = Array.from({ length: FIRMS }, (_, i) => `${codeOf(i + 1)},企业${i + 1},${of(i)}`);
  await importFacts(site, as.admin, {
    title: `税务局 ${asOf}`,
    asOf,
    csv: `统一社会信用代码,企业名称,上年营业收入（万元）\n${rows.join('\n')}\n`,
  });
}

type Row = { readonly clause: string; readonly approved: number; readonly approvedSum: number; readonly near: number };
type Effect = {
  readonly cannot?: { readonly code: string };
  readonly difference?: number;
  readonly treated: object;
  readonly comparison: object;
};

/** Firms 1 to 20 got the clause, the others missed it by one condition: they are too many people. */
async function grant(): Promise<void> {
  const rows = Array.from({ length: FIRMS }, (_, i) => `${codeOf(i + 1)},企业${i + 1},${i < FIRMS / 2 ? 300 : 301}`);
  await importFacts(site, as.admin, {
    title: '税务局 从业人数',
    asOf: '2026-06-30',
    csv: `统一社会信用代码,企业名称,从业人数\n${rows.join('\n')}\n`,
  });
  for (let i = 1; i <= FIRMS / 2; i += 1)
    await sql`insert into policy_claims (tenant_id, id, clause, version, enterprise_id, period, status, amount, decision,
          filed_at, decided_at) values ('quzhou', ${`c${i}`}, ${clause}, 'v', ${codeOf(i)}, '2026', 'approved', 100000,
          '{}', now(), now())`.execute(site.databases.owner);
}

beforeAll(async () => {
  site = await createTestSite(Object.values(POSTS));
  as = actorsOf(site, POSTS);
  await grant();
}, 180_000);
afterAll(async () => {
  await site?.[Symbol.asyncDispose]();
});

test('a clause shows how far it reached and what it cost', async () => {
  const { items } = await site.call<{ items: readonly Row[] }>(as.chief, 'policy-reviews.list', {});
  expect(items.find((each) => each.clause === clause)).toMatchObject({
    approved: 20,
    approvedSum: 2_000_000,
    eligible: 0,
    near: 20,
  });
});

test('recipients are compared with those who just missed, once there are figures from before and after', async () => {
  const { from } = await site.call<{ from: string }>(as.chief, 'policy-reviews.get', { clause });
  const effect = () => site.call<Effect>(as.chief, 'policy-reviews.effect', { clause, fact: '上年营业收入' });
  const before = `${Number(from.slice(0, 4)) - 1}-06-30`;
  await stateRevenue(before, (i) => 1000 + i);
  expect((await effect()).cannot?.code).toBe('no-after');
  site.clock.now += 60_000;
  // Recipients grew by a fifth, the others by a tenth.
  await stateRevenue('2026-08-31', (i) => Math.round((1000 + i) * (i < 20 ? 1200 : 1100)) / 1000);
  const found = await effect();
  const told = await site.call<{ facts: { name: string; group: string }[]; ready: number }>(
    as.chief,
    'policy-reviews.get',
    { clause },
  );
  expect(told.facts.slice(0, told.ready)).toEqual([{ name: '上年营业收入', group: '税务' }]);
  expect(found.cannot).toBeUndefined();
  expect(found.difference).toBeCloseTo(1.2 / 1.1 - 1, 3);
  expect([found.treated, found.comparison]).toMatchObject([
    { count: 20, compared: 20 },
    { count: 20, compared: 20 },
  ]);
});

test('a conclusion has a reason, keeps the figures of its day, and the last one counts', async () => {
  const say = (verdict: string, reason: string) =>
    site.call(as.chief, 'policy-reviews.conclude', { clause, verdict, reason });
  await expect(say('repeal', '不好')).rejects.toThrow(/理由/);
  await expect(
    site.call(as.stranger, 'policy-reviews.conclude', {
      clause,
      verdict: 'repeal',
      reason: '别的单位主管的条款，也想废掉',
    }),
  ).rejects.toMatchObject({ code: 'review.not-in-charge' });
  await say('keep', '覆盖面还在扩大，先继续执行一年');
  await say('amend', '受益企业增长明显，门槛可再放宽一档');
  const { items } = await site.call<{ items: readonly { clause: string }[] }>(as.chief, 'policy-reviews.list', {
    verdict: 'amend',
  });
  expect(items.map((each) => each.clause)).toEqual([clause]);
  const { history } = await site.call<{ history: readonly { verdict: { code: string } }[] }>(
    as.chief,
    'policy-reviews.get',
    { clause },
  );
  expect(history.map((each) => each.verdict.code)).toEqual(['amend', 'keep']);
  const [amended, kept] = history as readonly { matter?: string; draft?: string }[];
  expect(kept).not.toHaveProperty('matter');
  // The unit in charge has the matter, and the draft is its to write.
  const { loop } = await site.call<{ loop: string }>(as.tax, 'matters.get', { id: amended?.matter ?? '' });
  expect(loop).toBe('policy-revision');
  const draft = await site.call<{ may: object; findings: readonly { severity: string }[] }>(as.tax, 'policies.draft', {
    id: amended?.draft ?? '',
  });
  expect(draft.findings.filter((each) => each.severity === 'error')).toEqual([]);
  expect(draft.may).toMatchObject({ write: true });
  const { rows } = await sql<{ approved: number }>`
    select (figures ->> 'approved')::int as approved from policy_reviews where clause = ${clause}`.execute(
    site.databases.owner,
  );
  expect(rows).toEqual([{ approved: 20 }, { approved: 20 }]);
  await expect(sql`update policy_reviews set reason = 'x'`.execute(site.databases.system)).rejects.toThrow(
    /permission denied/,
  );
});

test('a clause that is enjoyed in a declaration says that nobody here knows who has it, and leaves so as a table', async () => {
  const { items } = await site.call<{ items: readonly (Row & { declared: boolean; spent: number })[] }>(
    as.chief,
    'policy-reviews.list',
    {},
  );
  const tax = items.find((each) => each.declared && each.approved === 0);
  expect(tax).toMatchObject({ declared: true, spent: 0 });
  const file = await site.call<FileValue>(as.chief, 'policy-reviews.export', {});
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(file.bytes as unknown as ExcelJS.Buffer);
  const told = workbook.worksheets[0]?.getColumn(7).values ?? [];
  expect(told.filter((each) => each === '申报时享受，未采集').length).toBeGreaterThan(10);
});
