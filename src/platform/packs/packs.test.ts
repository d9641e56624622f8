import { cp, mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { loadLoop } from '#engines/matters';
import { nameIndex, organisationOn, resolveUnits } from '#engines/registry';
import { buildCalendar, calendarAdd, day, findException, makeUscc, parseUscc } from '#kernel';
import { checkPacks, formatFinding, loadPacks } from './index.ts';
import { overlay } from './overlay.ts';
import { readYaml } from './yaml-file.ts';

const packs = fileURLToPath(new URL('../../../packs', import.meta.url));

/** A copy of the shipped packs with one file changed. */
async function changed(file: string, change: (text: string) => string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'packs-'));
  await cp(packs, folder, { recursive: true });
  const before = await readFile(join(folder, file), 'utf8').catch(() => '');
  const after = change(before);
  if (after === before) throw new Error(`nothing changed in ${file}`);
  await mkdir(dirname(join(folder, file)), { recursive: true });
  await writeFile(join(folder, file), after);
  return folder;
}
const told = async (file: string, change: (text: string) => string) =>
  (await checkPacks(await changed(file, change))).map(formatFinding);

describe('the shipped packs', () => {
  test('have no findings', async () => {
    expect((await checkPacks(packs)).map(formatFinding)).toEqual([]);
  });

  test('name every unit of the published plans, as printed', async () => {
    const { units, regions } = await loadPacks(packs, ['base', 'quzhou']);
    const index = nameIndex(organisationOn({ units, regions, posts: [], relations: [] }, day('2026-09-01')));
    const text = await readFile(new URL('printed-units.txt', import.meta.url), 'utf8');
    const printed = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    expect(printed.length).toBeGreaterThan(75);
    expect(resolveUnits(index, printed).unknown).toEqual([]);
  });

  test('let a city change words and numbers of the base', async () => {
    const { settings } = await loadPacks(packs, ['base', 'quzhou']);
    expect(settings).toMatchObject({
      policies: { fairReviewer: 'qz-market-regulation' },
      meetings: { intervalMonths: 2 },
    });
  });
});

describe('a mistake in a pack is told with file, line and what was probably meant', () => {
  test('a parent that does not exist', async () => {
    const found = await told('quzhou/organisation.yaml', (text) =>
      text.replace(
        'name: 市财政局, fullName: 衢州市财政局, kind: department, parent: qz,',
        'name: 市财政局, kind: department, parent: qzz,',
      ),
    );
    expect(found).toEqual([expect.stringMatching(/^quzhou\/organisation\.yaml:\d+:\d+ 市财政局的上级单位“qzz”不存在/)]);
  });

  test('a permission, a kind, a field and a list that are misspelt', async () => {
    const role = await told('base/roles.yaml', (text) => text.replace('appeals.dispatch', 'appeals.dispach'));
    expect(role[0]).toContain('是不是想写“appeals.dispatch”');
    const kind = await told('quzhou/organisation.yaml', (text) => text.replace('kind: department', 'kind: departmnt'));
    expect(kind[0]).toContain('是不是想写“department”');
    const field = await told('quzhou/organisation.yaml', (text) => text.replace('fullName:', 'fulName:'));
    expect(field[0]).toContain('不认识的字段“fulName”，是不是想写“fullName”');
    const list = await told('base/loops/appeal.yaml', (text) =>
      text.replace('list: appeal-category', 'list: apeal-category'),
    );
    expect(list.join()).toContain('是不是想写“appeal-category”');
  });

  test('one name for two units', async () => {
    const found = await told('quzhou/organisation.yaml', (text) => text.replace('[市外办]', '[市外办, 市财政局]'));
    expect(found.join()).toContain('“市财政局”既指市财政局又指市外事办');
  });

  test('YAML that cannot be read', async () => {
    expect((await told('base/roles.yaml', (text) => `${text}\n  - [`))[0]).toMatch(
      /^base\/roles\.yaml:\d+:\d+ YAML 写法有误/,
    );
  });

  test('a city that changes the shape of the base instead of its words', async () => {
    const grown = await told('quzhou/settings.yaml', (text) => `${text}  meetings: { intervalMonth: 1 }\n`);
    expect(grown[0]).toContain('城市包不能增加结构，是不是想写“intervalMonths”');
    const other = await told('quzhou/settings.yaml', (text) => `${text}  meetings: { intervalMonths: 一 }\n`);
    expect(other[0]).toContain('在基础包里是数字，这里写成了文字');
    const list = await told('quzhou/roles.yaml', () => 'roles: [{ id: dispatcher, permissions: [audit.read] }]\n');
    expect(list[0]).toContain('只能改文字和数字');
    const title = await told('quzhou/roles.yaml', () => 'roles: [{ id: dispatcher, title: 分派员 }]\n');
    expect(title).toEqual([]);
  });

  test('and the site does not start on it', async () => {
    const folder = await changed('base/roles.yaml', (text) => text.replace('appeals.dispatch', 'appeals.dispach'));
    await expect(loadPacks(folder, ['base', 'quzhou'])).rejects.toMatchObject({ parts: { code: 'packs.wrong' } });
    await expect(loadPacks(packs, ['base', 'nowhere'])).rejects.toMatchObject({ parts: { code: 'packs.no-layer' } });
  });
});

describe('a city over a loop of the base', () => {
  const APPEAL = 'quzhou/loops/appeal.yaml';

  test('changes words and numbers, and may add a preset', async () => {
    const folder = await changed(
      APPEAL,
      () =>
        'title: 企业问题\nclocks: { answer: { budget: 4 } }\npreset: fast\npresets: { fast: { title: 半天、一天、三天, budgets: { respond: 0.5, progress: 1, answer: 3 } } }\n',
    );
    expect((await checkPacks(folder)).map(formatFinding)).toEqual([]);
    const { loops } = await loadPacks(folder, ['base', 'quzhou']);
    const appeal = loops.find((each) => each.loop === 'appeal');
    const { definition, findings } = loadLoop(appeal?.text ?? '', APPEAL, { loops: loops.map((each) => each.loop) });
    expect(findings).toEqual([]);
    expect(definition).toMatchObject({ title: '企业问题', preset: 'fast', clocks: { answer: { budget: 4 } } });
  });

  test('never where a move leads, what it does, or who may make it', async () => {
    const found = await told(
      APPEAL,
      () =>
        'moves:\n  assign:\n    title: 交办\n    to: closed\n    act: close\n    by: [holder]\nstates:\n  - id: filed\n    owner: holder\n',
    );
    expect(found).toHaveLength(4);
    expect(found[0]).toMatch(/^quzhou\/loops\/appeal\.yaml:4:9 “moves\.assign\.to”不能在城市包里改/);
    expect(found[3]).toMatch(/:9:12 “states\.filed\.owner”/);
    const folder = await changed(APPEAL, () => 'moves: { assign: { to: closed } }\n');
    await expect(loadPacks(folder, ['base', 'quzhou'])).rejects.toMatchObject({ parts: { code: 'packs.wrong' } });
  });

  test('nor by another file that takes its name', async () => {
    const found = await told('quzhou/loops/mine.yaml', () => 'loop: appeal\ntitle: 我的诉求\n');
    expect(found.join()).toContain('闭环“appeal”在 base/loops/appeal.yaml 里已有');
  });
});

describe('a city’s own calendar', () => {
  const LOCAL = 'quzhou/calendar/local.yaml';
  const OVERRIDES = `overrides:
  - { day: 2026-10-12, kind: rest, reason: 孔子文化节, source: { document: 衢政办发〔2026〕1号, assumed: true } }
  - { day: 2026-10-17, kind: work, reason: 补班, source: { document: 衢政办发〔2026〕1号, assumed: true } }
`;

  test('lies over the national one: holidays and make-up days stay, its own days come on top', async () => {
    const folder = await changed(LOCAL, () => OVERRIDES);
    expect((await checkPacks(folder)).map(formatFinding)).toEqual([]);
    const local = await loadPacks(folder, ['base', 'quzhou']);
    const plain = await loadPacks(packs, ['base', 'quzhou']);
    if (!local.calendar || !plain.calendar) throw new Error('no calendar');
    const [mine, national] = [buildCalendar(local.calendar), buildCalendar(plain.calendar)];
    // Off from 1 to 7 October by the notice; 10 October makes up for it.
    expect(calendarAdd(national, day('2026-09-30'), 3)).toBe('2026-10-10');
    expect(calendarAdd(mine, day('2026-09-30'), 3)).toBe('2026-10-10');
    expect(calendarAdd(national, day('2026-09-30'), 4)).toBe('2026-10-12');
    expect(calendarAdd(mine, day('2026-09-30'), 4)).toBe('2026-10-13');
    expect(calendarAdd(mine, day('2026-10-16'), 1)).toBe('2026-10-17');
    expect(findException(mine, day('2026-10-12'))).toMatchObject({ name: '孔子文化节', source: { assumed: true } });
    expect(findException(mine, day('2026-10-01'))?.name).toContain('国庆');
    expect(mine.version).not.toBe(national.version);
  });

  test('says where its days come from, each once, and leaves the years of the notices alone', async () => {
    const bare = await told(LOCAL, () => 'overrides: [{ day: 2026-10-12, kind: rest, reason: 节日 }]\n');
    expect(bare.join()).toContain('overrides.0.source');
    expect((await told(LOCAL, () => OVERRIDES + OVERRIDES.slice(11))).join()).toContain('2026-10-12 写了两次');
    const year = await told(LOCAL, () => 'years: [{ year: 2026, source: { document: 本地 }, holidays: [] }]\n');
    expect(year).toEqual([expect.stringContaining('2026 年的放假安排基础包里已有')]);
    const gap = await told(LOCAL, () => 'years: [{ year: 2029, source: { document: 本地 }, holidays: [] }]\n');
    expect(gap.join()).toContain('不连续');
  });
});

test('an empty map in the base is a place for a city’s own entries', () => {
  const yaml = readYaml('city/settings.yaml', 'settings: { words: { office: 衢营商办 } }');
  const { value, findings } = overlay({ settings: { words: {} } }, yaml.data, yaml);
  expect(findings).toEqual([]);
  expect(value).toEqual({ settings: { words: { office: '衢营商办' } } });
});

test('the list of the first two signs of a credit code says what reading a code says', async () => {
  const items = (await loadPacks(packs, ['base'])).lists['credit-code']?.items ?? [];
  const read = (code: string) => parseUscc(makeUscc(code.charAt(0), code.charAt(1) || '1', '330802', '70846113'));
  for (const { code, title } of items)
    expect(code.length === 1 ? read(code).authority : read(code).category, code).toBe(title);
  expect(items.length).toBeGreaterThan(15);
});
