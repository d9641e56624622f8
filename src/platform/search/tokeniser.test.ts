import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTokeniser } from './index.ts';

const dictionary = readFileSync(new URL('../../../packs/base/dictionary.txt', import.meta.url), 'utf8');
const { tokensOf, queryTokensOf, wordsOf } = createTokeniser(dictionary);

const finds = (text: string, query: string): boolean => {
  const index = new Set(tokensOf(text));
  const wanted = queryTokensOf(query);
  return wanted.length > 0 && wanted.every((each) => index.has(each));
};

const TEXT =
  '我司位于龙游县湖镇镇，申请用电报装已２个月，双回路、变压器至今未到位（受理号QZ-SQ-2026-000123），影响投产。';

test('two 汉字 are enough to find a text, whatever the segmentation makes of them', () => {
  for (const query of ['双回', '回路', '路', '镇镇', '电报', '湖镇', '用电报装已', '变压器']) {
    expect([query, finds(TEXT, query)]).toEqual([query, query.length > 1]);
  }
});

test('a number is found whole, by its end, without leading zeros, in any case and width', () => {
  for (const query of [
    'QZ-SQ-2026-000123',
    'qz-sq-2026-000123',
    'ＱＺ－ＳＱ－２０２６－０００１２３',
    '2026-000123',
    '000123',
    '123',
  ])
    expect([query, finds(TEXT, query)]).toEqual([query, true]);
  expect(finds(TEXT, '2026-000124')).toBe(false);
});

test('every word of a query must be there', () => {
  expect(finds(TEXT, '用电报装 湖镇')).toBe(true);
  expect(finds(TEXT, '用电报装 江山')).toBe(false);
});

test('a query of nothing but signs asks for nothing', () => {
  expect(queryTokensOf('，。 ！')).toEqual([]);
  expect(tokensOf('')).toEqual([]);
});

test('the trade’s own words are words, and everyday words are left out of comparisons', () => {
  const words = wordsOf('我公司申请用电报装，希望免申即享，参加双随机检查的企业名称变更登记');
  expect(words).toEqual(expect.arrayContaining(['用电报装', '免申即享', '双随机', '变更登记']));
  expect(words).not.toContain('希望');
  expect(words).not.toContain('公司');
});

test('Kangxi radicals from PDF files and rare signs beyond the first plane are found as the signs that people type', () => {
  expect(finds('⽤⽔报装', '用水')).toBe(true);
  expect(finds('𬭁𬭚厂', '𬭁𬭚')).toBe(true);
});

const HAN = '双回路用电报装营商环境企业开办免申即享公平竞争审查龙游县湖镇人民政府的了在我们是不也和有限公司';
const sign = fc.constantFrom(...HAN, '，', '。', ' ', 'A', '7', '\n', '（');

test('any piece of two or more 汉字 of any text finds it', () => {
  const piece = fc
    .array(sign, { minLength: 2, maxLength: 120 })
    .map((signs) => signs.join(''))
    .chain((text) => {
      const pieces = text.match(/\p{Script=Han}{2,}/gu) ?? [];
      return fc.tuple(
        fc.constant(text),
        pieces.length ? fc.constantFrom(...pieces) : fc.constant(''),
        fc.nat(),
        fc.nat(),
      );
    });
  fc.assert(
    fc.property(piece, ([text, run, a, b]) => {
      fc.pre(run.length >= 2);
      const from = a % (run.length - 1);
      const query = run.slice(from, from + 2 + (b % (run.length - from - 1)));
      expect([query, finds(text, query)]).toEqual([query, true]);
    }),
    { numRuns: 300 },
  );
});

test('a book does not make an index without end, and no token is empty or too long for the database', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
      for (const token of [...tokensOf(text), ...queryTokensOf(text)]) {
        expect(token.length).toBeGreaterThan(0);
        expect(Buffer.byteLength(token)).toBeLessThan(2046);
      }
    }),
  );
  const book = Array.from({ length: 40_000 }, (_, at) => String.fromCodePoint(0x4e00 + ((at * 7919) % 20_000))).join(
    '',
  );
  expect(tokensOf(book).length).toBeLessThanOrEqual(12_000);
  expect(queryTokensOf(book).length).toBeLessThanOrEqual(60);
});
