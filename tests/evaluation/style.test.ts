import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '#kernel';
import { createTestSite, officialOf, TENANT, type TestSite } from '#testing/site';

type Review = {
  readonly id: string;
  readonly mine: string;
  readonly spoken: number;
  readonly mayClose: boolean;
  readonly units: readonly { readonly id: string; readonly conflict?: string }[];
  readonly results:
    | readonly {
        readonly unit: { readonly id: string };
        readonly score: number | null;
        readonly problems: readonly { title: string; count: number | null }[];
      }[]
    | null;
};

const HEAD = { id: 'p-head', unit: 'qz-biz-office', role: 'office-head' } as const;
const PANEL = ['qz-tax', 'qz-finance', 'qz-housing', 'qz-commerce', 'qz-labour', 'qz-science', 'qz-health'];
const HEADS = PANEL.map((unit) => ({ id: `p-${unit}`, unit, role: 'head' }));
const HANDLER = { id: 'p-handler', unit: 'qz-tax', role: 'handler' } as const;

describe('专项民主评议', () => {
  let site: TestSite;
  let head: Actor;
  let id: string;
  const list = async (actor: Actor): Promise<Review> => {
    const { items } = await site.call<{ items: readonly Review[] }>(actor, 'style-reviews.list', { year: '2026' });
    const found = items.find((each) => each.id === id);
    if (!found) throw new Error('the review is not listed');
    return found;
  };
  const raters = (): readonly Actor[] => HEADS.map((each) => officialOf(site.city, each));

  beforeAll(async () => {
    site = await createTestSite([HEAD, HANDLER, ...HEADS]);
    head = officialOf(site.city, HEAD);
    const asked = {
      title: '上半年作风评议',
      year: '2026',
      units: ['qz-tax', 'qz-market-regulation'],
      closes: '2026-09-20',
    };
    const opened = await site.call<{ id: string; invited: number }>(head, 'style-reviews.open', {
      ...asked,
      panel: PANEL,
    });
    expect(opened.invited).toBe(7);
    ({ id } = opened);
  });
  afterAll(() => site?.[Symbol.asyncDispose]());

  it('is not opened with a panel so thin that nothing could be published', async () => {
    const asked = {
      title: '人数不够',
      year: '2026',
      units: ['qz-market-regulation'],
      panel: PANEL.slice(0, 4),
      closes: '2026-09-20',
    };
    await expect(site.call(head, 'style-reviews.open', asked)).rejects.toMatchObject({ code: 'style.thin-panel' });
  });

  it('is voted once by who was invited, and never on the own unit', async () => {
    const [tax, finance] = raters();
    if (!tax || !finance) throw new Error('no raters');
    const own = { id, opinions: [{ unit: 'qz-tax', grade: 5 }] };
    await expect(site.call(tax, 'style-reviews.speak', own)).rejects.toMatchObject({ code: 'style.conflict' });
    await expect(site.call(officialOf(site.city, HANDLER), 'style-reviews.speak', own)).rejects.toMatchObject({
      code: 'style.not-invited',
    });
    await expect(
      site.call(finance, 'style-reviews.speak', { id, opinions: [{ unit: 'qz-health', grade: 5 }] }),
    ).rejects.toMatchObject({ code: 'style.conflict' });
    expect((await list(tax)).units.find((each) => each.id === 'qz-tax')?.conflict).toContain('被评议单位');
    const opinions = [{ unit: 'qz-market-regulation', grade: 3, problems: ['slow'] }];
    await site.call(tax, 'style-reviews.speak', { id, opinions });
    await expect(site.call(tax, 'style-reviews.speak', { id, opinions })).rejects.toMatchObject({
      code: 'style.spoken',
    });
    expect(await list(tax)).toMatchObject({ mine: 'spoken', spoken: 1, results: null });
  });

  it('keeps nothing that ties an opinion to a person, however one looks into the database', async () => {
    const tables = ['style_raters', 'style_tallies'];
    const { rows } = await sql<{ text: string }>`
      select to_jsonb(r)::text as text from style_raters r union all select to_jsonb(t)::text from style_tallies t`.execute(
      site.databases.system,
    );
    expect(
      rows.filter(({ text }) => text.includes('"person"')).every(({ text }) => !/ballots|points|grade|_at"/.test(text)),
    ).toBe(true);
    expect(
      rows.filter(({ text }) => text.includes('"points"')).every(({ text }) => !/p-qz|person|_at"/.test(text)),
    ).toBe(true);
    for (const table of tables) {
      const { rows: may } = await sql<{
        may: boolean;
      }>`select has_table_privilege('clearway_app', ${table}, 'select') as may`.execute(site.databases.system);
      expect(may[0]?.may).toBe(false);
    }
  });

  it('tells nothing before it is over; then scores, and of problems only what three or more named', async () => {
    await expect(site.call(head, 'style-reviews.close', { id })).rejects.toMatchObject({ code: 'style.running' });
    for (const rater of raters().slice(1, 6)) {
      const problems = rater.unit === 'qz-labour' ? ['lazy', 'slow'] : ['slow'];
      await site.call(rater, 'style-reviews.speak', {
        id,
        opinions: [{ unit: 'qz-market-regulation', grade: 5, problems }],
      });
    }
    site.clock.now = Date.parse('2026-09-21T09:00:00+08:00');
    const late = raters()[6];
    if (!late) throw new Error('no rater');
    await expect(
      site.call(late, 'style-reviews.speak', { id, opinions: [{ unit: 'qz-tax', grade: 5 }] }),
    ).rejects.toMatchObject({ code: 'style.over' });
    await site.call(head, 'style-reviews.close', { id });
    const { results } = await list(head);
    const market = results?.find((each) => each.unit.id === 'qz-market-regulation');
    // One 3 and five 5: (50 + 500) / 6
    expect(market?.score).toBe(91.7);
    expect(market?.problems.find((each) => each.title === '慢')?.count).toBe(6);
    expect(market?.problems.find((each) => each.title === '懒')?.count).toBeNull();
    expect(results?.find((each) => each.unit.id === 'qz-tax')).toMatchObject({ score: null });
    await expect(site.call(head, 'style-reviews.close', { id })).rejects.toMatchObject({ code: 'style.closed' });
    await expect(
      sql`update style_reviews set results = '[]' where tenant_id = ${TENANT} and id = ${id}`.execute(
        site.databases.system,
      ),
    ).rejects.toThrow('not changed');
  });

  it('shows a unit its own result only', async () => {
    const seen = await list(officialOf(site.city, HANDLER));
    expect(seen.results?.every((each) => each.unit.id === 'qz-tax')).toBe(true);
  });
});
