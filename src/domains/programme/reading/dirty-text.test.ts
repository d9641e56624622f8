import fc from 'fast-check';
import { Converter } from 'opencc-js/cn2t';
import { describe, expect, it } from 'vitest';
import { isRefusal } from '#kernel';
import { normalise } from './normalise.ts';
import { readPlanText } from './read-plan-text.ts';
import { pick, readGolden, readPublished } from './variants.fixture.ts';

const source = readPublished('quzhou-2021-最优城市.txt');
const golden = readGolden('quzhou-2021.golden.json');

/** Damage that leaves the meaning alone: what it does to one character of the annex. */
const damages: Readonly<Record<string, (sign: string, next: string) => string>> = {
  'zero-width sign': (sign) => `${sign}\u200b`,
  'soft hyphen': (sign) => `${sign}\u00ad`,
  'comment mark': (sign, next) =>
    /\p{Script=Han}/u.test(sign) && /\p{Script=Han}/u.test(next) ? `${sign}[注3]` : sign,
  'footnote number': (sign, next) => (/\p{Script=Han}/u.test(sign) && /\p{Script=Han}/u.test(next) ? `${sign}②` : sign),
  space: (sign, next) => (/\p{Script=Han}/u.test(sign) && /\p{Script=Han}/u.test(next) ? `${sign} ` : sign),
  'half-width mark': (sign) => ({ '，': ',', '；': ';', '：': ':' })[sign] ?? sign,
  'full-width digit': (sign) => (/\d/.test(sign) ? String.fromCharCode(sign.charCodeAt(0) + 0xfee0) : sign),
  'Kangxi radical': (sign) => ({ 工: '⼯', 人: '⼈', 市: '市', 一: '⼀', 大: '⼤', 力: '⼒', 金: '⾦' })[sign] ?? sign,
  'broken line': (sign, next) => (/\p{Script=Han}/u.test(sign) && /\p{Script=Han}/u.test(next) ? `${sign}\n` : sign),
};

/** The annex below its heading row; breaking the cells that hold one word is tested there too. */
const start = source.indexOf('（1）优化政企通平台政策兑现功能，制订');

const damage = (name: string, places: ReadonlySet<number>): string =>
  [...source]
    .map((sign, i) => (i > start && places.has(i) ? (damages[name]?.(sign, source[i + 1] ?? '') ?? sign) : sign))
    .join('');

describe('dirty text is read like clean text', () => {
  for (const name of Object.keys(damages))
    it(`with ${name}s scattered over it`, () => {
      fc.assert(
        fc.property(
          fc.uniqueArray(fc.integer({ min: start, max: source.length - 120 }), { minLength: 20, maxLength: 200 }),
          (places) => {
            const dirty = damage(name, new Set(places));
            fc.pre(dirty !== source);
            const draft = readPlanText(dirty);
            expect(pick(draft)).toEqual(golden.tasks);
            for (const { span, text } of draft.tasks.flatMap(({ measures }) => measures)) {
              const [first, last] = [dirty.slice(...span)[0] ?? '', dirty.slice(...span).at(-1) ?? ''];
              expect(normalise(first).mapped.text + normalise(last).mapped.text).toHaveLength(2);
              expect(text).not.toBe('');
            }
          },
        ),
        { numRuns: 15 },
      );
    });

  it('in traditional script', () => {
    const draft = readPlanText(Converter({ from: 'cn', to: 't' })(source));
    const who = (tasks: typeof golden.tasks) =>
      tasks.map(
        ({
          title,
          measures,
        }: {
          title: string;
          measures: { lead: string[]; responsible: string[]; due: object }[];
        }) => [title, measures.map(({ lead, responsible, due }) => [lead, responsible, due])],
      );
    expect(who(pick(draft))).toEqual(who(golden.tasks));
    expect(draft.documentNumber).toBe(golden.documentNumber);
    expect(draft.repairs.some(({ kind }) => kind === 'traditional')).toBe(true);
  });

  it('when it lost its tabs and indents', () => {
    expect(pick(readPlanText(source.replaceAll('\t', '')))).toEqual(golden.tasks);
    expect(pick(readPlanText(source.replaceAll('\t', '    ')))).toEqual(golden.tasks);
  });

  it('when a blank line follows every line', () => {
    const doubled = source.replaceAll('\n', '\n\n');
    expect(pick(readPlanText(doubled))).toEqual(golden.tasks);
    expect(pick(readPlanText(doubled.replaceAll('\t', '')))).toEqual(golden.tasks);
  });

  it('when the page breaks it with page numbers and repeats the heading row', () => {
    const heading = ['序号', '主要任务', '具体内容', '牵头部门', '责任部门', '完成时间']
      .map((cell) => `\t${cell}\n`)
      .join('');
    const broken = source.replace('\n\t9\n', `\n— 7 —\n\n${heading}\n\t9\n`);
    expect(pick(readPlanText(broken))).toEqual(golden.tasks);
  });

  it.each(['quzhou-2022-推进机制.txt', 'quzhou-2023-一号改革工程.txt'])(
    'when %s was copied from pages with narrow lines',
    (name) => {
      const whole = readPublished(name);
      const clean = readPlanText(whole);
      fc.assert(
        fc.property(fc.integer({ min: 28, max: 60 }), (width) => {
          const narrow = whole
            .split('\n')
            .map((line) => line.replace(new RegExp(`.{${width}}(?!\\d)`, 'g'), '$&\n'))
            .join('\n');
          const draft = readPlanText(narrow);
          const bare = (tasks: ReturnType<typeof pick>) => JSON.stringify(tasks).replaceAll('\\n', '');
          expect(bare(pick(draft))).toEqual(bare(pick(clean)));
        }),
        { numRuns: 15 },
      );
    },
  );

  it('never fails otherwise than by a refusal, whatever the lines', () => {
    const lines = [source, readPublished('quzhou-2023-一号改革工程.txt')].flatMap((text) => text.split('\n'));
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom(...lines), fc.string()), { maxLength: 60 }), (chosen) => {
        try {
          const text = chosen.join('\n');
          for (const { span } of readPlanText(text).tasks)
            expect(span[0] <= span[1] && span[1] <= text.length).toBe(true);
        } catch (error) {
          expect(isRefusal(error)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('when the document, closing line and all, stands in the text twice', () => {
    const annex = source.slice(source.indexOf('\t序号'));
    const draft = readPlanText(source + annex);
    expect(pick(draft)).toEqual([...golden.tasks, ...golden.tasks]);
    expect(new Set(draft.tasks.map(({ key }) => key)).size).toBe(44);
  });

  it('every repair says what stood where', () => {
    const dirty = '市\u200b营商办[注1]负责，2 年内,完成⼯作。';
    const { mapped, repairs } = normalise(dirty);
    expect(mapped.text).toBe('市营商办负责，2年内，完成工作。');
    expect(repairs.map(({ kind, at }) => [kind, dirty.slice(...at)])).toEqual([
      ['invisible', '\u200b'],
      ['radical', '⼯'],
      ['annotation', '[注1]'],
      ['punctuation', ','],
      ['space', ' '],
    ]);
  });

  it('leaves alone what only looks like damage', () => {
    for (const text of [
      '衢政办发[2021]7号',
      '包括：①登记；②注销',
      '见14:49',
      '8,500户',
      'State Council, 2021',
      '乾隆年间',
    ]) {
      expect(normalise(text).mapped.text).toBe(text);
    }
  });
});

describe('what other plans do', () => {
  const measuresOf = (text: string) => {
    const read = readPlanText(`某市2025年优化营商环境行动方案\n${text}`);
    return read.tasks.flatMap((task) => task.measures);
  };
  it('a page number inside the cell of a table is taken out and told', () => {
    const lines = source.split('\n');
    const broken = lines.flatMap((line, i) =>
      i > 100 && i % 40 === 0 && !line.startsWith('\t') ? [line, '— 7 —'] : [line],
    );
    expect(broken.length).toBeGreaterThan(lines.length);
    const read = readPlanText(broken.join('\n'));
    expect(pick(read)).toEqual(golden.tasks);
  });
  it('work under a heading that sounds like a safeguard is work all the same, if it has a lead and a date', () => {
    const items = measuresOf(
      '一、提升环境\n1．甲事。做甲。（责任单位：市甲局）\n二、强化保障\n2．抓落实。每月报送。（牵头单位：市营商办，完成时间：2025年12月31日）',
    );
    expect(items.map((each) => each.lead)).toEqual([['市甲局'], ['市营商办']]);
  });
  it('halves of a year and quarters in the text are limits', () => {
    const [one] = measuresOf('一、主要任务\n1．补短板。上半年完成整改，力争三季度末达到全省前三（市甲局牵头）');
    expect(one?.due).toMatchObject({ text: '三季度末', date: '2025-09-30' });
  });
  it('a hexagonal bracket counts where it says who does it, and only there', () => {
    const [one] = measuresOf(
      '一、主要任务\n1．戊事。落实国办发〔2020〕24号。〔牵头领导：张三；牵头单位：市甲局；配合单位：市乙局〕',
    );
    expect(one).toMatchObject({ lead: ['市甲局'], responsible: ['市乙局'] });
    expect(one?.text).toContain('〔2020〕24号');
  });
  it('a Hong Kong form of a sign is simplified with the others', () => {
    expect(normalise('衞生健康委員會關於優化營商環境的實施方案').mapped.text).toContain('卫生健康委员会');
  });
});

it('measures numbered with one sign for number and brackets are read as if written out', () => {
  const joined = source.replace(/（(\d{1,2})）/g, (_, number: string) =>
    String.fromCodePoint(0x2474 + Number(number) - 1),
  );
  expect(joined).toContain('⑵');
  expect(pick(readPlanText(joined))).toEqual(pick(readPlanText(source)));
  expect(normalise('⒊抓落实').mapped.text).toBe('3.抓落实');
});
