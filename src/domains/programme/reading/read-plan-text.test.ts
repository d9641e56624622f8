import { describe, expect, it } from 'vitest';
import { isRefusal } from '#kernel';
import { readPlanText } from './read-plan-text.ts';
import type { PlanDraft } from './types.ts';
import { pick, readGolden, readPublished } from './variants.fixture.ts';

type GoldenItem = {
  readonly number: number;
  readonly key: string;
  readonly title: string;
  readonly lead: readonly string[];
  readonly responsible: readonly string[];
  readonly due: object;
  readonly targets: readonly (readonly [string, number, string])[];
};
type GoldenPart = {
  readonly number: string;
  readonly title: string;
  readonly lead: readonly string[];
  readonly items: readonly GoldenItem[];
};

const itemsOf = (draft: PlanDraft) =>
  draft.tasks.map((task) => {
    const [measure] = task.measures;
    return {
      part: task.part,
      number: task.number,
      key: task.key,
      title: task.title,
      lead: measure?.lead,
      responsible: measure?.responsible,
      due: measure?.due,
      targets: measure?.targets.map(({ comparator, value, unit }) => [comparator, value, unit]),
    };
  });
const itemsOfGolden = (parts: readonly GoldenPart[]) =>
  parts.flatMap((part) => part.items.map((item) => ({ part: part.number, ...item })));

const spansFit = (source: string, draft: PlanDraft): void => {
  for (const { measures, span } of draft.tasks)
    for (const measure of measures) {
      const [start, end] = measure.span;
      expect(start).toBeGreaterThanOrEqual(span[0]);
      expect(end).toBeLessThanOrEqual(span[1]);
      const bare = (text: string) => text.normalize('NFKC').replace(/\s/g, '');
      expect(bare(source.slice(start, end))).toContain(bare(measure.text).slice(0, 12));
      for (const target of measure.targets) expect(bare(source.slice(...target.span))).toBe(bare(target.text));
    }
};

describe('a plan with an annex table flattened to lines', () => {
  const source = readPublished('quzhou-2021-最优城市.txt');
  const draft = readPlanText(source);
  const golden = readGolden('quzhou-2021.golden.json');

  it('gives every measure its lead, responsible units, due and what it inherited, exactly as checked by hand', () => {
    expect(pick(draft)).toEqual(golden.tasks);
    expect(draft.tasks).toHaveLength(22);
    expect(draft.tasks.flatMap(({ measures }) => measures)).toHaveLength(123);
  });

  it('reads title, document number, year, day and issuer', () => {
    const { title, documentNumber, year, issuedOn } = golden;
    expect(draft).toMatchObject({
      title,
      documentNumber,
      year,
      issuedOn,
      issuer: '衢州市人民政府办公室',
      basis: 'table',
    });
  });

  it('points at each measure in the source: the span is the text', () => {
    for (const measure of draft.tasks.flatMap(({ measures }) => measures))
      expect(source.slice(...measure.span)).toBe(measure.text);
    spansFit(source, draft);
  });

  it('finds the figures to be reached and no others', () => {
    const targets = draft.tasks.flatMap(({ measures }) =>
      measures.flatMap(({ key, targets: own }) =>
        own.map(({ text, comparator, value, upper, unit }) => [key, text, comparator, value, upper, unit]),
      ),
    );
    expect(targets).toEqual([
      ['1-(1)', '100%', '=', 100, undefined, '%'],
      ['5-(2)', '15—20', 'between', 15, 20, ''],
      ['5-(2)', '100人', '>=', 100, undefined, '人'],
    ]);
  });

  it('shows what body and annex say differently and repairs none of it', () => {
    const notes = draft.findings.map(({ note }) => note).join('\n');
    expect(notes).toContain('正文列举 5 项，附件 17-(5) 列举 6 项，相差：二手房交易');
    expect(notes).toContain('“公正”，文中他处用“公证”');
    expect(notes).toContain('“财政局”，可能即“市财政局”');
    expect(notes).toContain('第 16 项标题不一致');
    expect(draft.repairs).toEqual([]);
  });

  it('gives each task the part of the body in which its number stands', () => {
    expect(draft.parts.map(({ number, items }) => `${number}${items.length}`)).toEqual([
      '一5',
      '二4',
      '三5',
      '四4',
      '五4',
    ]);
    expect(draft.tasks[21]?.part).toBe('五');
  });
});

describe('a plan whose items name their units in a closing bracket', () => {
  const source = readPublished('quzhou-2023-一号改革工程.txt');
  const draft = readPlanText(source);
  const golden = readGolden('quzhou-2023.golden.json');

  it('has its 28 items with units, times and figures as checked by hand', () => {
    expect(itemsOf(draft)).toEqual(itemsOfGolden(golden.parts));
    expect(draft).toMatchObject({
      title: golden.title,
      documentNumber: null,
      year: 2023,
      issuedOn: '2023-12-21',
      basis: 'items',
    });
    expect(draft.tasks.every(({ measures }) => measures.length === 1)).toBe(true);
  });

  it('keeps the lead named in the heading of a part with the part', () => {
    expect(draft.parts.map(({ lead }) => lead)).toEqual(golden.parts.map(({ lead }: GoldenPart) => lead));
  });

  it('points at each item and figure in the dirty source', () => spansFit(source, draft));

  it('tells every line taken out, every joint and every space', () => {
    const count = (kind: string) => draft.repairs.filter((repair) => repair.kind === kind).length;
    expect(count('navigation')).toBe(4);
    expect(count('broken-line')).toBe(6);
    expect(count('space')).toBe(27);
    for (const { at, before } of draft.repairs.filter(({ kind }) => kind === 'punctuation'))
      expect(source.slice(...at)).toBe(before);
  });

  it('names all times in an item, the recurring ones too', () => {
    const item = draft.tasks.find(({ key }) => key === '4.2')?.measures[0];
    expect(item?.milestones.map(({ text, date, recurrence }) => [text, date, recurrence?.unit])).toEqual([
      ['每年', null, 'year'],
      ['每年', null, 'year'],
      ['到2027年', '2027-12-31', undefined],
    ]);
  });
});

describe('a plan that names no units', () => {
  const source = readPublished('quzhou-2022-推进机制.txt');
  const draft = readPlanText(source);
  const golden = readGolden('quzhou-2022.golden.json');

  it('has its 14 items, none of the aims and safeguards', () => {
    expect(itemsOf(draft)).toEqual(itemsOfGolden(golden.parts));
    expect(draft).toMatchObject({
      title: golden.title,
      documentNumber: null,
      year: 2022,
      issuedOn: '2022-06-22',
      issuer: '衢州市营商环境建设办公室',
    });
  });

  it('is unsure of every item and says why', () => {
    for (const { confidence, doubts } of draft.tasks.flatMap(({ measures }) => measures)) {
      expect(confidence).toBeLessThan(0.5);
      expect(doubts).toContain('原文未写明牵头单位');
    }
    spansFit(source, draft);
  });
});

it('refuses a text without tasks and says what it looked for', () => {
  try {
    readPlanText('今天天气很好。');
    expect.unreachable();
  } catch (no) {
    expect(isRefusal(no) && no.parts).toMatchObject({ code: 'plan.no-tasks', what: '没有从文件中识别出任务' });
  }
});
