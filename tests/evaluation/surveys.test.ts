import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Actor, type FileValue, makeUscc } from '#kernel';
import { createRegistryStore } from '#storage';
import { importFacts } from '#testing/import-facts';
import { createTestSite, enterpriseActor, type Official, officialOf, TENANT, type TestSite } from '#testing/site';
import { recordedTexts } from '../../src/main/ports/surveys.ts';

// A survey is drawn fairly, answered unseen and shown only where nobody can be made out.
const PEOPLE = {
  manager: { id: 'p-manager', unit: 'qz-biz-office', role: 'supervisor' },
  head: { id: 'p-head', unit: 'qz-biz-office', role: 'office-head' },
  dispatcher: { id: 'p-dispatcher', unit: 'qz-biz-office', role: 'dispatcher' },
  handler: { id: 'p-handler', unit: 'qz-tax', role: 'handler' },
  admin: { id: 'p-admin', unit: 'qz-big-data', role: 'admin' },
} satisfies Record<string, Official>;
const NOBODY: Actor = { kind: 'anonymous', id: 'anonymous', roles: [], permissions: [] };
const COUNTIES = ['330802', '330803', '330825'];
const firm = (at: number): string => makeUscc('9', '1', '330800', `MA${String(at).padStart(6, '0')}`);
const FIRMS = Array.from({ length: 90 }, (_, at) => ({
  id: firm(at),
  name: `测试企业 ${at}`,
  region: COUNTIES[at % 3] ?? '330802',
  attributes: {},
}));

let site: TestSite;
const as = (who: keyof typeof PEOPLE): Actor => officialOf(site.city, PEOPLE[who]);
type View = {
  id: string;
  status: string;
  asked: number;
  answered: number;
  frame: { count: number; excluded: number; root: string };
  strata: { stratum: string; population: number; asked: number; answered: number }[];
  results:
    | null
    | {
        id: string;
        answered: number;
        satisfied?: { share: number; margin: number };
        parts: { stratum: string; answered: number | null; share: number | null }[];
        words: string[];
      }[];
};
const announce = (more: object = {}) =>
  site.call<View>(as('manager'), 'surveys.announce', {
    form: 'satisfaction',
    period: '2026年第3季度',
    population: { kind: 'registry' },
    total: 45,
    closes: '2026-09-20',
    ...more,
  });
const tokenOf = async (id: string): Promise<string | undefined> =>
  (await site.call<{ items: { token: string }[] }>(enterpriseActor(id), 'surveys.mine', {})).items[0]?.token;
const sheet = (grade: number) => ({ overall: grade, government: grade, fair: 4, legal: 5 });
const answer = (token: string, answers: object, more: object = {}) =>
  site.call<{ callBack: boolean }>(NOBODY, 'surveys.answer', { token, answers, ...more });
const view = (id: string) => site.call<View>(as('manager'), 'surveys.get', { id });

let survey: View;
const tokens = new Map<string, string>();

beforeAll(async () => {
  site = await createTestSite(Object.values(PEOPLE));
  await createRegistryStore(site.databases.system).change(TENANT, (_snapshot, writer) =>
    writer.putEnterprises(FIRMS, site.clock.now),
  );
  survey = await announce();
  await site.call(as('manager'), 'surveys.draw', { id: survey.id, source: '福彩 3D 第 2026240 期', value: '4 0 7' });
  for (const { id } of FIRMS) {
    const token = await tokenOf(id);
    if (token) tokens.set(id, token);
  }
});
afterAll(async () => {
  await site[Symbol.asyncDispose]();
});

describe('invitations by text message', () => {
  const text = () => site.wired.jobs.find((each) => each.name === 'text-surveys')?.run(TENANT, site.clock.now);

  it('go once to each firm that was drawn and has a number, with a link that opens its questionnaire', async () => {
    const { sent } = recordedTexts(site.databases);
    const rows = FIRMS.map(({ id, name, region }, at) => {
      const phone = region === '330802' ? '0570-3031234' : `199${String(at).padStart(8, '0')}`;
      return `${id},${name},${phone}`;
    });
    await importFacts(site, as('admin'), {
      title: '企业联系电话',
      asOf: '2026-09-01',
      csv: `统一社会信用代码,企业名称,联系电话\n${rows.join('\n')}\n`,
    });
    await text();
    await text();
    type Told = { texts?: { isLive: boolean; sent: number; noNumber: number; failed: number } };
    const { texts } = await site.call<Told>(as('manager'), 'surveys.get', { id: survey.id });
    expect(texts).toMatchObject({ isLive: false, failed: 0 });
    expect((texts?.sent ?? 0) + (texts?.noNumber ?? 0)).toBe(tokens.size);
    expect(texts?.noNumber).toBeGreaterThan(0);
    expect(sent.length).toBe(texts?.sent);
    const links = new Set(sent.map((each) => each.params.link?.split('#')[1]));
    expect(links.size).toBe(sent.length);
    for (const token of links) expect([...tokens.values()]).toContain(token);
  });

  it('leave neither number nor link behind', async () => {
    const { rows } = await sql<{ row: string }>`select t::text as row from survey_texts t`.execute(
      site.databases.owner,
    );
    const kept = rows.map((each) => each.row).join('\n');
    for (const token of tokens.values()) expect(kept).not.toContain(token);
    expect(kept).not.toMatch(/1990{6}/);
  });
});

describe('a survey', () => {
  it('freezes its frame before the seed, draws by strata, and anyone can verify it offline', async () => {
    expect(survey).toMatchObject({ status: 'announced', asked: 0, frame: { count: 90, excluded: 0 } });
    const now = await view(survey.id);
    expect(now).toMatchObject({ status: 'running', asked: 45 });
    expect(now.strata.map((each) => each.asked)).toEqual([15, 15, 15]);
    expect(tokens.size).toBe(45);
    const page = await site.call<FileValue>(as('manager'), 'surveys.verification', { id: survey.id });
    expect(new TextDecoder().decode(page.bytes)).toContain(survey.frame.root);
    await expect(
      site.call(as('manager'), 'surveys.draw', { id: survey.id, source: '别的', value: '1' }),
    ).rejects.toThrow('已经抽样');
  });

  it('cannot be changed once announced: the database refuses', async () => {
    const change = sql`update surveys set body = jsonb_set(body, '{least}', '1')`.execute(site.databases.system);
    await expect(change).rejects.toThrow('not changed');
  });

  it('takes one answer per token, only answers that fit, and nothing from a wrong link', async () => {
    const [first = ''] = tokens.values();
    await expect(answer(first, { overall: 5 })).rejects.toThrow('有题目没有答好');
    await expect(answer(first, { ...sheet(5), burden: ['gold'] })).rejects.toThrow('有题目没有答好');
    await answer(first, sheet(5));
    await expect(answer(first, sheet(1))).rejects.toThrow('已经答过');
    await expect(answer('a'.repeat(22), sheet(1))).rejects.toThrow('打不开');
    expect((await view(survey.id)).answered).toBe(1);
  });

  it('says nothing of its answers while it runs: two looks could be subtracted', async () => {
    expect((await view(survey.id)).results).toBeNull();
  });

  it('opens a call-back only for somebody dissatisfied who wants it, and no answer goes with it', async () => {
    const [, second = '', third = '', fourth = ''] = tokens.values();
    const callBack = { words: '审批卡在图审', contact: '13800000000' };
    expect(await answer(second, sheet(5), { callBack })).toEqual({ callBack: false });
    expect(await answer(third, sheet(1))).toEqual({ callBack: false });
    expect(await answer(fourth, { ...sheet(2), words: '这一段只在答卷里' }, { callBack })).toEqual({ callBack: true });
    await site.wired.sweep(TENANT, site.clock.now);
    const { rows } = await sql<{ state: object; enterprise_id: string }>`
      select state, enterprise_id from matters where loop = 'survey-callback'`.execute(site.databases.system);
    expect(rows).toHaveLength(1);
    expect(rows[0]?.enterprise_id).toBe([...tokens.keys()][3]);
    expect(JSON.stringify(rows[0]?.state)).not.toContain('答卷里');
  });
});

describe('nobody can trace an answer to a firm', () => {
  const marked = { ...sheet(3), words: '独此一家的说法' };
  let owner = '';
  beforeAll(async () => {
    const rest = [...tokens].slice(4, 40);
    for (const [at, [id, token]] of rest.entries()) {
      // The clock moves with each answer: a time kept anywhere would lead back.
      site.clock.now += 61_000;
      if (at === 17) owner = id;
      await answer(token, at === 17 ? marked : sheet(at % 4 === 0 ? 2 : 5));
    }
  });

  it('by reading the database: no table holds a firm and a token, nor an answer outside the sealed box', async () => {
    const { rows: tables } = await sql<{ name: string }>`
      select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`.execute(
      site.databases.system,
    );
    const token = tokens.get(owner) ?? '';
    const { createHash } = await import('node:crypto');
    const hash = createHash('sha256').update(token).digest('hex');
    for (const { name } of tables) {
      const { rows } = await sql<{ line: string }>`select t::text as line from ${sql.table(name)} t`.execute(
        site.databases.system,
      );
      for (const { line } of rows) {
        expect(line.includes(token), `${name} holds a token in clear`).toBe(false);
        expect(line.includes('独此一家'), `${name} holds an answer in clear`).toBe(false);
        expect(line.includes(hash) && line.includes(owner), `${name} joins a firm and its token`).toBe(false);
      }
    }
  });

  it('by times, order or numbers of rows: tokens have none, and all answers are one row', async () => {
    const { rows } = await sql<{ table: string; column: string; type: string }>`
      select table_name as table, column_name as column, data_type as type from information_schema.columns
      where table_name in ('survey_tokens', 'survey_boxes')`.execute(site.databases.system);
    expect(rows.filter((each) => /time|date|int|serial/.test(each.type))).toEqual([]);
    const boxes = await sql`select 1 from survey_boxes where survey_id = ${survey.id}`.execute(site.databases.system);
    expect(boxes.rows).toHaveLength(1);
  });

  it('by opening the box with the key: the sheets carry a stratum and lie in no order of arrival', async () => {
    const { rows } = await sql<{
      cipher: Uint8Array;
    }>`select cipher from survey_boxes where survey_id = ${survey.id}`.execute(site.databases.system);
    const sealed = rows[0]?.cipher ?? new Uint8Array();
    const sheets = JSON.parse(Buffer.from(site.wired.matters.vault.openBytes(sealed)).toString('utf8')) as {
      stratum: string;
      answers: { words?: string };
    }[];
    expect(sheets).toHaveLength(40);
    for (const each of sheets) expect(Object.keys(each).sort()).toEqual(['answers', 'stratum']);
    expect(JSON.stringify(sheets)).not.toContain(owner);
    const alike = sheets.filter((each) => each.stratum === sheets.find((one) => one.answers.words)?.stratum);
    expect(alike.length).toBeGreaterThanOrEqual(5);
  });

  it('by the log: what is written down of an answer names nobody', async () => {
    const { rows } = await sql<{ line: string }>`select a::text as line from audit_log a`.execute(
      site.databases.system,
    );
    expect(rows.filter(({ line }) => line.includes('surveys.answer'))).toEqual([]);
  });

  it('by the tables that are shown: each part has enough answers, and the hidden ones hide each other', async () => {
    const closed = await site.call<View>(as('head'), 'surveys.close', { id: survey.id });
    const overall = closed.results?.find((each) => each.id === 'overall');
    expect(overall?.answered).toBe(40);
    expect(overall?.satisfied?.margin).toBeGreaterThan(0);
    const parts = overall?.parts ?? [];
    const shown = parts.filter((each) => each.answered !== null);
    for (const each of shown) expect(each.answered).toBeGreaterThanOrEqual(5);
    const missing = (overall?.answered ?? 0) - shown.reduce((sum, each) => sum + (each.answered ?? 0), 0);
    expect(missing === 0 || missing >= 5).toBe(true);
    expect(closed.results?.find((each) => each.id === 'words')?.words).toEqual([]);
    await expect(answer([...tokens.values()][42] ?? '', sheet(5))).rejects.toThrow('已经截止');
  });

  it('by asking again soon: whoever was drawn is left in peace', async () => {
    await expect(announce({ closes: '2026-12-20' })).rejects.toThrow('已经公告过一次');
    const many = announce({ period: '2026年9月', total: 5000, closes: '2026-12-20' });
    await expect(many).rejects.toThrow('名册只有 45 户，抽不出 5000 户');
    const next = await announce({ period: '2026年9月', total: 30 });
    expect(next.frame).toMatchObject({ count: 45, excluded: 45 });
  });
});
