import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import PizZip from 'pizzip';
import { describe, expect, test } from 'vitest';
import { type Actor, type FileValue, isRefusal } from '#kernel';
import { defaultTemplate, renderTemplate, TEMPLATES } from '#platform/documents';
import type { MatterRow } from '#platform/matters';
import { liaison, official, planner, programmeSite, savedPlan, supervisor } from './programme.fixture.ts';

type Ref = { id: string; title: string; number?: string; url: string; notes?: string[] };

const wordText = (bytes: Uint8Array): string =>
  new PizZip(bytes)
    .file('word/document.xml')
    ?.asText()
    .replaceAll('</w:p>', '\n')
    .replaceAll(/<[^>]+>/g, '') ?? '';

async function siteWithPlan(at = '2021-05-10T10:00') {
  const site = await programmeSite('2021-04-20T09:00');
  const { id } = await savedPlan(site);
  await site.run(planner, 'plans.publish', { id });
  site.at(at);
  return Object.assign(site, { plan: id });
}

const rowsOf = async (site: Awaited<ReturnType<typeof siteWithPlan>>, unit: string): Promise<readonly MatterRow[]> => {
  const board = await site.run<{ units: { rows: MatterRow[] }[] }>(planner, 'board.supervision', { unit });
  return board.units[0]?.rows ?? [];
};

describe('official documents', () => {
  test('the month’s circular counts, names each unit that is late, and takes the next number', async () => {
    await using site = await siteWithPlan();
    const ref = await site.run<Ref>(planner, 'documents.issue', { template: 'circular', month: '2021-05' });
    expect(ref).toMatchObject({ number: '衢营商办〔2021〕1号', url: `/api/documents/${ref.id}` });
    const file = await site.run<FileValue>(planner, 'documents.get', { id: ref.id });
    expect(file.name).toBe('衢营商办〔2021〕1号 关于2021年5月营商环境重点任务和企业诉求办理情况的通报.docx');
    const text = wordText(file.bytes);
    expect(text).toContain('关于2021年5月营商环境重点任务和企业诉求办理情况的通报');
    expect(text).toContain('2021年5月新增事项0件，办结0件。截至2021年5月10日10时，在办123件');
    expect(text).toContain('超期123件');
    expect(text).toContain('（一）市营商办：超期');
    expect(text).toContain('各县（市、区）人民政府，市级各有关单位：');
    expect(text).toContain('衢州市营商环境建设办公室');
    expect(text).not.toMatch(/[{}]|undefined|NaN/);
    // 版记 closes the document, after the attachment.
    expect(text.indexOf('抄送：市委办公室，市政府办公室。')).toBeGreaterThan(text.lastIndexOf('各单位办理情况表'));
    const next = await site.run<Ref>(planner, 'documents.issue', { template: 'circular', month: '2021-04' });
    expect(next.number).toBe('衢营商办〔2021〕2号');
    // What it lists of a month that has passed stands as on the day of the paper: it says so.
    const april = wordText((await site.run<FileValue>(planner, 'documents.get', { id: next.id })).bytes);
    expect(april).toContain('二、超期事项（截至2021年5月10日10时）');
    expect(april).toContain('2021年4月以后到2021年5月10日10时止');
    expect(text).not.toContain('以后到');
    expect(april).toMatch(/时限为4月22日，现由[^，]+办理，超期\d+个工作日。/);
    expect(april).not.toMatch(/超期\d+分钟/);
  });

  test('numbers have no gaps: what fails takes none, a retry gets the same, many at once stay in order', async () => {
    await using site = await siteWithPlan();
    const issue = (key: string) =>
      site.run<Ref>(planner, 'documents.issue', { template: 'weekly' }, { idempotencyKey: key });
    const first = await issue('a');
    expect((await issue('a')).id).toBe(first.id);
    const { template } = site.documents;
    Object.assign(site.documents, { template: async () => new Uint8Array([1, 2, 3]) });
    const broken = await issue('b').catch((error: unknown) => error);
    expect(isRefusal(broken) && broken.code).toBe('document.template');
    Object.assign(site.documents, { template });
    const many = await Promise.all(['c', 'd', 'e', 'f'].map(issue));
    expect([first, ...many].map((each) => each.number).sort()).toEqual([1, 2, 3, 4, 5].map((n) => `2021年第${n}期`));
    const { rows } = await sql<{ count: number }>`select count(*) from documents`.execute(site.databases.system);
    expect(rows[0]?.count).toBe(5);
  });

  test('a supervision order goes to one unit, marks its matters as supervised, and says by when to answer', async () => {
    await using site = await siteWithPlan();
    const [row] = await rowsOf(site, 'qz-commerce');
    const [other] = await rowsOf(site, 'qz-finance').then((rows) =>
      rows.length > 0 ? rows : rowsOf(site, 'qz-justice'),
    );
    if (!row || !other) throw new Error('both units have something overdue');
    const several = await site
      .run(supervisor, 'documents.issue', { template: 'supervision-order', matters: [row.id, other.id] })
      .catch((error: unknown) => error);
    expect(isRefusal(several) && several.code).toBe('document.several-units');

    const ref = await site.run<Ref>(supervisor, 'documents.issue', {
      template: 'supervision-order',
      matters: [row.id],
    });
    expect(ref.number).toBe('衢营商办督〔2021〕1号');
    expect(ref.notes).toBeUndefined();
    const { bytes } = await site.run<FileValue>(supervisor, 'documents.get', { id: ref.id });
    const text = wordText(bytes);
    expect(text).toContain('市商务局：');
    expect(text).toContain(row.number);
    expect(text).toContain('签收时限：4月22日；超期');
    expect(text).toContain('请于2021年5月17日前');
    expect((await site.detail(planner, row.id)).flags).toContainEqual({ code: 'supervised', title: '督办' });
    // The planner may write the paper, but supervision is not his: he is told.
    const own = await site.run<Ref>(planner, 'documents.issue', { template: 'supervision-order', matters: [other.id] });
    expect(own.notes).toEqual([expect.stringContaining('督办')]);
  });

  test('the unit to which an order is addressed opens it, everybody around opens a circular, nobody else anything', async () => {
    await using site = await siteWithPlan();
    const [row] = await rowsOf(site, 'qz-commerce');
    const order = await site.run<Ref>(planner, 'documents.issue', { template: 'assignment-order', matters: [row?.id] });
    site.at('2021-05-11T10:00');
    const circular = await site.run<Ref>(planner, 'documents.issue', { template: 'circular', month: '2021-05' });
    const opened = async (actor: Actor, id: string) => {
      const file = await site.run<FileValue>(actor, 'documents.get', { id }).catch((error: unknown) => error);
      return isRefusal(file) ? file.code : (file as FileValue).type;
    };
    const seen = async (actor: Actor) =>
      (await site.run<{ items: (Ref & { received: boolean })[] }>(actor, 'documents.list', {})).items;
    const [commerce, finance] = [liaison('qz-commerce'), liaison('qz-finance')];
    expect(await opened(commerce, order.id)).toContain('wordprocessingml');
    expect(await opened(finance, order.id)).toBe('document.not-found');
    expect((await seen(commerce)).map((each) => each.id)).toEqual([circular.id, order.id]);
    expect(await seen(finance)).toMatchObject([{ id: circular.id, received: true, issuer: '市营商办' }]);
    expect(await opened(finance, circular.id)).toContain('wordprocessingml');
    // Somebody of the office whose post does not read what it issues.
    expect(await opened(liaison('qz-biz-office'), order.id)).toBe('document.not-found');
    const auditor = official('qz-audit', ['auditor'], ['matters.read', 'documents.read']);
    expect(await opened(auditor, order.id)).toContain('wordprocessingml');
    expect(await seen(auditor)).toHaveLength(2);
  });

  test('an assignment order carries the measure’s own words and the units that share in it', async () => {
    await using site = await siteWithPlan();
    const [row] = await rowsOf(site, 'qz-commerce');
    const ref = await site.run<Ref>(planner, 'documents.issue', { template: 'assignment-order', matters: [row?.id] });
    const { bytes } = await site.run<FileValue>(planner, 'documents.get', { id: ref.id });
    const { fields } = await site.detail(planner, row?.id ?? '');
    expect(wordText(bytes)).toContain(fields.find((each) => each.name === 'text')?.display ?? '?');
    expect(wordText(bytes)).toMatch(/责任（配合）单位：[^。{}\s]+。/);
    // The day by which the measure must be done, not the two days to sign for it.
    const [, month, day] = String(fields.find((each) => each.name === 'due')?.value)
      .split('-')
      .map(Number);
    expect(wordText(bytes)).toContain(`办理时限：${month}月${day}日。`);
  });

  test('a document that is copied to nobody has no row that says so', async () => {
    const bytes = renderTemplate(await defaultTemplate('weekly'), { 抄送: '', 印发机关: '甲' });
    expect(wordText(bytes)).not.toContain('抄送');
    expect(wordText(bytes)).toContain('甲');
  });

  test('the templates in the pack are the ones the code builds', async () => {
    const folder = new URL('../../../packs/base/templates/', import.meta.url);
    for (const name of TEMPLATES) {
      const [shipped, built] = [
        await readFile(fileURLToPath(new URL(`${name}.docx`, folder))),
        await defaultTemplate(name),
      ];
      for (const part of ['word/document.xml', 'word/styles.xml', 'word/fontTable.xml'])
        expect(new PizZip(shipped).file(part)?.asText(), `${name} ${part}`).toBe(
          new PizZip(built).file(part)?.asText(),
        );
    }
  });
});
