import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seededRandom, sha256 } from '#kernel';
import { verifyRecord } from './browser-verifier.ts';
import { anyDraw, drawOf, input, rich } from './draws.fixture.ts';
import { type DrawRecord, runDraw, verificationPage, verifyDraw } from './index.ts';

type Path = readonly (string | number)[];
const leaves = (value: unknown, path: Path = []): Path[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, part]) => leaves(part, [...path, Array.isArray(value) ? Number(key) : key]))
    : [path];

function tamper(record: DrawRecord, path: Path): unknown {
  const copy = structuredClone(record) as unknown as Record<string | number, unknown>;
  const last = path.at(-1) ?? '';
  const holder = path.slice(0, -1).reduce((at, key) => at[key] as Record<string | number, unknown>, copy);
  const old = holder[last];
  holder[last] = typeof old === 'number' ? old + 1 : typeof old === 'string' ? bend(old) : 'x';
  return copy;
}

const bend = (text: string): string =>
  /^\d{4}-/.test(text) ? text.replace('10:', '11:').replace('Q4', 'Q3') : changed(text);
const changed = (text: string): string => {
  const head = text.charAt(0) === 'a' ? 'b' : 'a';
  return head + text.slice(1);
};

test('changing any single value is noticed, by the engine and by the page for strangers', async () => {
  const record = runDraw(rich());
  const genuine = JSON.parse(JSON.stringify(record));
  expect(verifyDraw(genuine).ok).toBe(true);
  expect((await verifyRecord(genuine)).filter(({ ok }) => !ok)).toEqual([]);
  const paths = leaves(record);
  expect(paths.length).toBeGreaterThan(200);
  for (const path of paths) {
    const forged = tamper(record, path);
    expect([path.join('.'), verifyDraw(forged).ok]).toEqual([path.join('.'), false]);
  }
  for (const path of seededRandom('some').shuffle(paths).slice(0, 60)) {
    const checks = await verifyRecord(tamper(record, path) as DrawRecord).catch(() => [{ ok: false }]);
    expect([path.join('.'), checks.every(({ ok }) => ok)]).toEqual([path.join('.'), false]);
  }
});

test('added, missing and reordered parts are noticed, and the first difference is named', () => {
  const record = runDraw(input());
  expect(verifyDraw({ ...record, extra: 1 })).toMatchObject({ ok: false, at: 'extra' });
  expect(verifyDraw({ ...record, units: record.units.toReversed() })).toMatchObject({ ok: false, at: 'units[0].code' });
  const { hash, ...open } = record;
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
  expect(verifyDraw(open)).toMatchObject({ ok: false, at: 'hash', what: '记录摘要与重算结果不符' });
  expect(verifyDraw({ ...record, units: record.units.slice(1) })).toMatchObject({
    ok: false,
    at: 'announcement.frameRoot',
  });
  expect(verifyDraw({ ...record, number: 0 })).toMatchObject({ ok: false, at: 'number' });
  expect(verifyDraw({ ...record, units: [] })).toMatchObject({ ok: false, at: 'draw.empty' });
  expect(verifyDraw('record').ok).toBe(false);
});

test('the two implementations agree on random draws', async () => {
  await fc.assert(
    fc.asyncProperty(anyDraw, async (choice) => {
      const checks = await verifyRecord(JSON.parse(JSON.stringify(runDraw(drawOf(choice)))));
      expect(checks.filter(({ ok }) => !ok)).toEqual([]);
    }),
    { numRuns: 40 },
  );
});

test('the page is one file that asks nobody, carries the record, and its script is complete', async () => {
  const record = runDraw(input({ exclusions: [{ code: 'X1', reason: '</script><b>注销' }] }));
  const page = verificationPage(record);
  expect(page).toContain("default-src 'none'");
  expect(page).not.toMatch(/https?:|src=|href=/);
  expect(page.match(/<\/script>/g)?.length).toBe(2);
  const embedded = /<script type="application\/json" id="record">(.*)<\/script>/.exec(page)?.[1] ?? '';
  expect(JSON.parse(embedded)).toEqual(JSON.parse(JSON.stringify(record)));
  const script = (/<script>\n([\s\S]*)<\/script>/.exec(page)?.[1] ?? '').split('const record =')[0];
  const verify = new Function(`${script}\nreturn verifyRecord;`)() as typeof verifyRecord;
  expect((await verify(JSON.parse(embedded))).every(({ ok }) => ok)).toBe(true);
  expect((await verify({ ...JSON.parse(embedded), seedValue: sha256('x') })).some(({ ok }) => !ok)).toBe(true);
});
